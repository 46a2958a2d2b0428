package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * Some neighbouring columns of a vector.
 *
 * @param from the first
 * @param count how many
 */
public record Columns(int from, int count) {
  /** All columns of a vector. */
  static Columns all(int size) {
    return new Columns(0, size);
  }

  /**
   * Those that one member of a team computes. Vectors that are cut alike, unit by unit, need no
   * meeting in between: a member reads what it wrote itself. So a vector of whole numbers of units
   * (the gates, side by side) is cut within each of them, if panels of products allow.
   *
   * @param size of the vector
   * @param units the size of the layer
   * @param member its number, from 0
   */
  static List<Columns> share(int size, int units, int members, int member) {
    boolean isOfUnits = size % units == 0 && units % Kernels.PANEL == 0;
    int part = isOfUnits ? units : size;
    int panels = (part + Kernels.PANEL - 1) / Kernels.PANEL;
    int from = panels * member / members * Kernels.PANEL;
    int to = Math.min(part, panels * (member + 1) / members * Kernels.PANEL);
    List<Columns> found = new ArrayList<>();
    for (int start = 0; start < size && to > from; start += part) {
      found.add(new Columns(start + from, to - from));
    }
    return members == 1 ? List.of(all(size)) : found;
  }
}
