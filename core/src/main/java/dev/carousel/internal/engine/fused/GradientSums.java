package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.VectorSum;
import dev.carousel.internal.engine.fused.plan.WeightGradient;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Adds up what the shards found, in the order of the shards. A task for each parameter, so that
 * several threads can share them.
 */
final class GradientSums implements IntConsumer {
  private final Shard[] shards;
  private final Sum[] sums;
  private final boolean[] isOfWholes;

  /** A parameter's gradient, and where its parts are found. */
  private record Sum(float[] total, List<Part> parts) {
    /** Whether each part is a gradient of the whole parameter. */
    boolean isOfWholes() {
      return parts.stream().allMatch(part -> part.elements() == total.length);
    }
  }

  /**
   * Part of the result of one product or one sum of vectors.
   *
   * @param index of the product or the sum
   * @param firstRow of the part within the product
   * @param height the number of its rows; 0 for a vector
   * @param at where it begins in the parameter
   * @param elements the number of its elements
   */
  private record Part(int index, int firstRow, int height, int at, int elements) {
    void handOver(ParameterGradients found, float[] total, boolean isFirst) {
      if (height > 0) {
        found.handOver(index, firstRow, height, total, at, isFirst);
      } else {
        found.handOver(index, total, isFirst);
      }
    }
  }

  GradientSums(CellPlan plan, Shard[] shards, NamedTensors gradients) {
    this.shards = shards;
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    gradients.names().forEach(name -> parts.put(name, new ArrayList<>()));
    for (int i = 0; i < plan.weights().size(); i++) {
      int at = 0;
      WeightGradient product = plan.weights().get(i);
      for (WeightGradient.Part part : product.parts()) {
        int width = product.width();
        int elements = part.rows() * width;
        Part found = new Part(i, at, part.rows(), part.atRow() * width, elements);
        add(parts, part.matrix(), found);
        at += part.rows();
      }
    }
    for (int i = 0; i < plan.vectors().size(); i++) {
      VectorSum vector = plan.vectors().get(i);
      add(parts, vector.parameter(), new Part(i, 0, 0, 0, vector.parameter().size()));
    }
    sums =
        parts.entrySet().stream()
            .map(e -> new Sum(((FloatTensor) gradients.get(e.getKey())).array(), e.getValue()))
            .toArray(Sum[]::new);
    isOfWholes = new boolean[sums.length];
    for (int i = 0; i < sums.length; i++) {
      isOfWholes[i] = sums[i].isOfWholes();
    }
  }

  private static void add(Map<String, List<Part>> parts, ParameterSpec parameter, Part part) {
    parts.computeIfAbsent(parameter.name(), name -> new ArrayList<>()).add(part);
  }

  /** The number of tasks. */
  int count() {
    return sums.length;
  }

  @Override
  public void accept(int i) {
    Sum sum = sums[i];
    boolean wholes = isOfWholes[i];
    if (!wholes) {
      Arrays.fill(sum.total(), 0f);
    }
    for (int shard = 0; shard < shards.length; shard++) {
      for (int part = 0; part < sum.parts().size(); part++) {
        boolean isFirst = wholes && shard == 0 && part == 0;
        sum.parts().get(part).handOver(shards[shard].gradients(), sum.total(), isFirst);
      }
    }
  }
}
