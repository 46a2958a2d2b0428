package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.engine.fused.CellPlan.VectorSum;
import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Kernels;
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
  private final Kernels kernels;
  private final Shard[] shards;
  private final Sum[] sums;

  /** A parameter's gradient, and where its parts are found. */
  private record Sum(float[] total, List<Part> parts) {}

  /**
   * Part of the result of one product or one sum of vectors.
   *
   * @param index of the product or the sum
   * @param at the first element of the parameter within it
   */
  private record Part(boolean isMatrix, int index, int at) {}

  GradientSums(CellPlan plan, Kernels kernels, Shard[] shards, NamedTensors gradients) {
    this.kernels = kernels;
    this.shards = shards;
    Map<String, List<Part>> parts = new LinkedHashMap<>();
    gradients.names().forEach(name -> parts.put(name, new ArrayList<>()));
    for (int i = 0; i < plan.weights().size(); i++) {
      int at = 0;
      for (ParameterSpec matrix : plan.weights().get(i).matrices()) {
        add(parts, matrix, new Part(true, i, at));
        at += matrix.size();
      }
    }
    for (int i = 0; i < plan.vectors().size(); i++) {
      VectorSum vector = plan.vectors().get(i);
      add(parts, vector.parameter(), new Part(false, i, 0));
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
    float[] total = sum.total();
    Arrays.fill(total, 0f);
    for (Shard shard : shards) {
      for (int p = 0; p < sum.parts().size(); p++) {
        Part part = sum.parts().get(p);
        ParameterGradients found = shard.gradients();
        float[] from =
            part.isMatrix() ? found.matrixSum(part.index()) : found.vectorSum(part.index());
        kernels.apply(Op.ADD, total.length, 0, 0, total, 0, from, part.at(), total, 0);
      }
    }
  }
}
