package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.CellPlan.VectorSum;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.ArrayList;
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

  /** A parameter's gradient, and where its parts are found. */
  private record Sum(float[] total, List<Part> parts) {}

  /**
   * Part of the result of one product or one sum of vectors.
   *
   * @param index of the product or the sum
   * @param firstRow of the parameter within the product
   * @param height the number of its rows; 0 for a vector
   */
  private record Part(int index, int firstRow, int height) {
    void handOver(ParameterGradients found, float[] total, boolean isFirst) {
      if (height > 0) {
        found.handOver(index, firstRow, height, total, isFirst);
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
      for (ParameterSpec matrix : plan.weights().get(i).matrices()) {
        add(parts, matrix, new Part(i, at, matrix.rows()));
        at += matrix.rows();
      }
    }
    for (int i = 0; i < plan.vectors().size(); i++) {
      VectorSum vector = plan.vectors().get(i);
      add(parts, vector.parameter(), new Part(i, 0, 0));
    }
    sums =
        parts.entrySet().stream()
            .map(e -> new Sum(((FloatTensor) gradients.get(e.getKey())).array(), e.getValue()))
            .toArray(Sum[]::new);
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
    for (int shard = 0; shard < shards.length; shard++) {
      for (int part = 0; part < sum.parts().size(); part++) {
        boolean isFirst = shard == 0 && part == 0;
        sum.parts().get(part).handOver(shards[shard].gradients(), sum.total(), isFirst);
      }
    }
  }
}
