package dev.carousel.testkit;

import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * The rounding error of float32 in a gradient whose terms cancel.
 *
 * <p>A gradient is a sum of terms: over steps, over rows, over the paths within a step. If they
 * almost cancel, the sum is small but its rounding error is not, because each term has an error of
 * half a unit in its own last place. So every number of the problem is changed by half a unit in
 * the last place of float32, up or down at random, in float64. The sum then changes according to
 * the size of its terms, however small it is.
 */
final class Rounding {
  /** Half a unit in the last place of a float32 number, relative to it. */
  private static final double HALF_UNIT = 0x1p-24;

  private static final int DRAWS = 8;

  /** The number of rounded operations assumed between a number of the problem and a gradient. */
  private static final int OPERATIONS = 16;

  private Rounding() {}

  /** The tolerance of each gradient's elements, by name. */
  static Map<String, Double> bounds(LayerProgram truth, LayerProblem problem) {
    Map<String, Tensor> exact = LayerProblem.named(problem.gradients(truth));
    Map<String, Double> bounds = new HashMap<>();
    for (int draw = 0; draw < DRAWS; draw++) {
      RandomGenerator random = RandomStreams.stream(draw, "rounding");
      LayerProblem.named(moved(problem, random).gradients(truth))
          .forEach(
              (name, tensor) -> {
                tensor.addScaled(-1, Objects.requireNonNull(exact.get(name)));
                for (double element : tensor.toDoubles()) {
                  bounds.merge(name, OPERATIONS * Math.abs(element), Math::max);
                }
              });
    }
    return bounds;
  }

  private static LayerProblem moved(LayerProblem problem, RandomGenerator random) {
    return new LayerProblem(
        moved(problem.parameters(), random),
        moved(problem.input(), random),
        moved(problem.initialStates(), random),
        moved(problem.outputWeights(), random),
        moved(problem.finalWeights(), random),
        problem.mask(),
        problem.reverse());
  }

  private static NamedTensors moved(NamedTensors tensors, RandomGenerator random) {
    Map<String, Tensor> moved = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> moved.put(name, moved(tensor, random)));
    return new NamedTensors(moved);
  }

  private static Tensor moved(Tensor tensor, RandomGenerator random) {
    Tensor moved = tensor.copy();
    for (int i = 0; i < moved.size(); i++) {
      moved.set(i, moved.get(i) * (1 + (random.nextBoolean() ? HALF_UNIT : -HALF_UNIT)));
    }
    return moved;
  }
}
