package dev.carousel.internal.engine.fused.plan;

import dev.carousel.internal.graph.BackwardGraph.OuterProduct;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.graph.Op;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Joins outer products with the same columns and with rows side by side: the gradients of an LSTM's
 * four gates are one product over all steps.
 */
final class OuterProducts {
  private OuterProducts() {}

  /** The columns that products must share to be one. */
  private record Columns(Place place, int width, boolean readsInput) {}

  /** A block of a product. */
  private record Block(Place rows, WeightGradient.Part part) {}

  static List<WeightGradient> merge(List<OuterProduct> products, Placement placement) {
    Map<Columns, List<Block>> groups = new LinkedHashMap<>();
    for (OuterProduct product : products) {
      int width = product.columns().size() / product.blocks();
      int height = product.rows().size() / product.blocks();
      Place columns = placement.of(product.columns());
      Place rows = placement.of(product.rows());
      boolean readsInput = product.blocks() == 1 && isInput(product.columns());
      for (int block = 0; block < product.blocks(); block++) {
        groups
            .computeIfAbsent(
                new Columns(columns.shifted(block * width), width, readsInput),
                key -> new ArrayList<>())
            .add(
                new Block(
                    rows.shifted(block * height),
                    new WeightGradient.Part(product.matrix(), block * height, height)));
      }
    }
    List<WeightGradient> made = new ArrayList<>();
    groups.forEach((columns, blocks) -> addRuns(columns, blocks, made));
    return List.copyOf(made);
  }

  /** The input itself; it may be of symbols. */
  static boolean isInput(Node node) {
    return node.op() == Op.SAVED && node.source().op() == Op.INPUT;
  }

  /** One product for each run of rows side by side. */
  private static void addRuns(Columns columns, List<Block> blocks, List<WeightGradient> made) {
    List<Block> sorted =
        blocks.stream().sorted(Comparator.comparing(Block::rows, Products.order())).toList();
    int from = 0;
    for (int to = 1; to <= sorted.size(); to++) {
      if (to == sorted.size() || !follows(sorted.get(to - 1), sorted.get(to))) {
        made.add(product(columns, sorted.subList(from, to)));
        from = to;
      }
    }
  }

  private static boolean follows(Block first, Block second) {
    return first.rows().isFollowedBy(second.rows(), first.part().rows());
  }

  private static WeightGradient product(Columns columns, List<Block> run) {
    return new WeightGradient(
        run.get(0).rows(),
        run.stream().mapToInt(block -> block.part().rows()).sum(),
        columns.place(),
        columns.width(),
        columns.readsInput(),
        run.stream().map(Block::part).toList());
  }
}
