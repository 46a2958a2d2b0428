package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.engine.fused.plan.PackPlan.Piece;
import dev.carousel.internal.engine.fused.plan.PackPlan.Sum;
import dev.carousel.internal.graph.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins many small products into few large ones. Maps of the same operand with adjacent results
 * become one product, such as an LSTM's four gates. So do maps with adjacent operands whose results
 * are added up, as for the gradient of a state.
 */
final class Products {
  /** One matrix of one affine map. */
  record Term(Node affine, Node operand, Node.MatrixUse use) {}

  /**
   * A product of places.
   *
   * @param isWhole whether it gives its sums as a whole; a block of a matrix gives part of one
   */
  record Merged(
      Place operand,
      int depth,
      Place out,
      int width,
      List<Piece> pieces,
      List<Sum> sums,
      boolean isWhole) {
    /**
     * @param starts whether the product starts its sums; else their biases are there already
     */
    PackPlan pack(boolean starts) {
      return new PackPlan(depth, width, pieces, starts ? sums : List.of());
    }
  }

  private Products() {}

  static List<Merged> merge(List<Term> terms, Placement placement) {
    Map<Place, List<Merged>> byOperand = new LinkedHashMap<>();
    for (Term term : terms) {
      for (int block = 0; block < term.use().blocks(); block++) {
        Merged single = single(term, block, placement);
        byOperand.computeIfAbsent(single.operand(), place -> new ArrayList<>()).add(single);
      }
    }
    Map<Place, List<Merged>> byResult = new LinkedHashMap<>();
    for (List<Merged> users : byOperand.values()) {
      for (Merged wide : joinResults(users)) {
        byResult.computeIfAbsent(wide.out(), place -> new ArrayList<>()).add(wide);
      }
    }
    return byResult.values().stream().flatMap(parts -> joinOperands(parts).stream()).toList();
  }

  private static Merged single(Term term, int block, Placement placement) {
    int blocks = term.use().blocks();
    int depth = term.operand().size() / blocks;
    int width = term.affine().size() / blocks;
    return new Merged(
        placement.of(term.operand()).shifted(block * depth),
        depth,
        placement.of(term.affine()).shifted(block * width),
        width,
        List.of(new Piece(term.use(), block, 0, 0)),
        List.of(new Sum(term.affine(), term.affine().matrices().bias(), 0)),
        blocks == 1);
  }

  private static List<Merged> joinResults(List<Merged> users) {
    List<Merged> joined = new ArrayList<>();
    for (Merged part : sorted(users, Comparator.comparing(Merged::out, order()))) {
      Merged last = joined.isEmpty() ? part : joined.get(joined.size() - 1);
      if (last != part
          && last.depth() == part.depth()
          && last.out().isFollowedBy(part.out(), last.width())) {
        joined.set(
            joined.size() - 1,
            new Merged(
                last.operand(),
                last.depth(),
                last.out(),
                last.width() + part.width(),
                pieces(last, part, 0, last.width()),
                sums(last, part),
                last.isWhole() && part.isWhole()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  private static List<Merged> joinOperands(List<Merged> parts) {
    List<Merged> joined = new ArrayList<>();
    for (Merged part : sorted(parts, Comparator.comparing(Merged::operand, order()))) {
      Merged last = joined.isEmpty() ? part : joined.get(joined.size() - 1);
      if (last != part
          && last.width() == part.width()
          && last.operand().isFollowedBy(part.operand(), last.depth())) {
        joined.set(
            joined.size() - 1,
            new Merged(
                last.operand(),
                last.depth() + part.depth(),
                last.out(),
                last.width(),
                pieces(last, part, last.depth(), 0),
                last.sums(),
                last.isWhole() && part.isWhole()));
      } else {
        joined.add(part);
      }
    }
    return joined;
  }

  private static List<Piece> pieces(Merged last, Merged part, int rows, int columns) {
    List<Piece> pieces = new ArrayList<>(last.pieces());
    part.pieces().forEach(piece -> pieces.add(piece.shifted(rows, columns)));
    return List.copyOf(pieces);
  }

  private static List<Sum> sums(Merged last, Merged part) {
    List<Sum> sums = new ArrayList<>(last.sums());
    part.sums().forEach(sum -> sums.add(sum.shifted(last.width())));
    return List.copyOf(sums);
  }

  private static List<Merged> sorted(List<Merged> parts, Comparator<Merged> order) {
    return parts.stream().sorted(order).toList();
  }

  static Comparator<Place> order() {
    return Comparator.comparingInt(Place::buffer)
        .thenComparing(Place::after)
        .thenComparingInt(Place::column);
  }
}
