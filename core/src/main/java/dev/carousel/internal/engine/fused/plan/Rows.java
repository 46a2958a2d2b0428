package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Turns wishes, lists of nodes that should lie side by side, into rows. Two wishes that share some
 * nodes become one row with the shared ones in the middle: a GRU's input feeds {@code n, r, z} and
 * its state {@code r, z, m}, so {@code n, r, z, m} serves both.
 */
final class Rows {
  private Rows() {}

  /**
   * @param wishes the longest first
   */
  static List<List<Node>> of(List<List<Node>> wishes) {
    List<List<Node>> rows = new ArrayList<>();
    List<List<Node>> open = new ArrayList<>(wishes);
    while (!open.isEmpty()) {
      List<Node> first = open.remove(0);
      List<Node> second =
          open.stream().filter(other -> overlaps(first, other)).findFirst().orElse(List.of());
      rows.add(second.isEmpty() ? first : joined(first, second));
    }
    return rows;
  }

  private static boolean overlaps(List<Node> first, List<Node> second) {
    return !Collections.disjoint(first, second) && !second.containsAll(first);
  }

  /** Those of the first alone, then the shared ones, then those of the second alone. */
  private static List<Node> joined(List<Node> first, List<Node> second) {
    List<Node> row = new ArrayList<>();
    first.stream().filter(node -> !second.contains(node)).forEach(row::add);
    first.stream().filter(second::contains).forEach(row::add);
    second.stream().filter(node -> !first.contains(node)).forEach(row::add);
    return row;
  }
}
