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
import org.jspecify.annotations.Nullable;

/**
 * Adds up what the shards found, in the order of the shards. A task for each parameter, or for some
 * rows of a large one, so that several threads can share them.
 */
final class GradientSums implements IntConsumer {
  /** The elements of a task, if it has more than the fewest rows. */
  private static final int ELEMENTS = 1 << 15;

  /** The fewest rows of a task: of symbols, so many lie side by side in a line of the cache. */
  private static final int ROWS = 16;

  private final Shard[] shards;
  private final Sum[] sums;

  /**
   * Some elements of a parameter's gradient, and where their parts are found.
   *
   * @param isOfWholes whether each part is a gradient of all of them
   */
  private record Sum(float[] total, int from, int to, boolean isOfWholes, List<Part> parts) {}

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

    boolean isVector() {
      return height == 0;
    }

    int width() {
      return elements / height;
    }

    /** Its rows among some elements of the parameter; null if there are none. */
    @Nullable Part within(int from, int to) {
      int first = Math.max(at, from);
      int count = Math.min(at + elements, to) - first;
      if (isVector() || count <= 0) {
        return isVector() ? this : null;
      }
      return new Part(index, firstRow + (first - at) / width(), count / width(), first, count);
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
    List<Sum> all = new ArrayList<>();
    parts.forEach((name, own) -> cut(((FloatTensor) gradients.get(name)).array(), own, all));
    sums = all.toArray(Sum[]::new);
  }

  private static void cut(float[] total, List<Part> parts, List<Sum> all) {
    boolean isOfWholes = parts.stream().allMatch(part -> part.elements() == total.length);
    int step = step(total, parts);
    for (int i = 0; i < (total.length + step - 1L) / step; i++) {
      int from = i * step;
      int end = from + Math.min(step, total.length - from);
      List<Part> some = new ArrayList<>();
      for (Part part : parts) {
        Part own = part.within(from, end);
        if (own != null) {
          some.add(own);
        }
      }
      all.add(new Sum(total, from, end, isOfWholes, some));
    }
  }

  /** The elements of a task: whole rows, or all if the parts have no rows in common. */
  private static int step(float[] total, List<Part> parts) {
    boolean isOfVectors = parts.isEmpty() || parts.stream().anyMatch(Part::isVector);
    if (isOfVectors || parts.stream().mapToInt(Part::width).distinct().count() > 1) {
      return Math.max(1, total.length);
    }
    int width = parts.get(0).width();
    return width * Math.max(ROWS, ELEMENTS / width);
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
    if (!sum.isOfWholes()) {
      Arrays.fill(sum.total(), sum.from(), sum.to(), 0f);
    }
    for (int shard = 0; shard < shards.length; shard++) {
      for (int part = 0; part < sum.parts().size(); part++) {
        boolean isFirst = sum.isOfWholes() && shard == 0 && part == 0;
        sum.parts().get(part).handOver(shards[shard].gradients(), sum.total(), isFirst);
      }
    }
  }
}
