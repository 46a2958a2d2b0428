package dev.carousel.testkit;

import dev.carousel.engine.LayerGradients;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.contract.PlainFloats;
import dev.carousel.random.RandomStreams;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
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
 *
 * <p>If the terms cancel whatever the numbers are, the sum does not change: the gradient of a
 * normalised vector by its own length is 0 for all vectors. So each changed problem is also
 * computed in float32, in the plainest way, and its distance from float64 is tolerated several
 * times over.
 */
final class Rounding {
  /** Half a unit in the last place of a float32 number, relative to it. */
  private static final double HALF_UNIT = 0x1p-24;

  private static final int DRAWS = 8;

  /** The number of rounded operations assumed between a number of the problem and a gradient. */
  private static final int OPERATIONS = 16;

  /** How much further another order of the same operations may be from float64. */
  private static final int ORDERS = 4;

  private Rounding() {}

  /** The tolerance of each gradient's elements, by name. */
  static Map<String, Double> bounds(LayerProgram truth, LayerProblem problem) {
    Map<String, Tensor> exact = LayerProblem.named(problem.gradients(truth));
    Map<String, Double> bounds = new HashMap<>();
    LayerProgram plain = PlainFloats.of(truth);
    for (int draw = 0; draw < DRAWS; draw++) {
      LayerProblem moved = moved(problem, RandomStreams.stream(draw, "rounding"));
      raise(bounds, OPERATIONS, exact, moved.gradients(truth));
      LayerProblem rounded = moved.in(Precision.FLOAT32);
      Map<String, Tensor> ofRounded =
          LayerProblem.named(rounded.in(Precision.FLOAT64).gradients(truth));
      raise(bounds, ORDERS, ofRounded, rounded.gradients(plain));
    }
    return bounds;
  }

  /** Raises each bound to as many times the largest difference of an element. */
  private static void raise(
      Map<String, Double> bounds, int times, Map<String, Tensor> exact, LayerGradients others) {
    LayerProblem.named(others)
        .forEach(
            (name, tensor) -> {
              Tensor one = Objects.requireNonNull(exact.get(name));
              for (int i = 0; i < tensor.size(); i++) {
                bounds.merge(name, times * Math.abs(tensor.get(i) - one.get(i)), Math::max);
              }
            });
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
