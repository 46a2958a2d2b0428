package dev.carousel.testkit;

import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The gradients of a problem in float64, with the tolerance for those of float32. It is a share of
 * the largest element of a tensor, plus what {@link Rounding} allows if terms cancel.
 *
 * @param truth the layer in float64
 */
record Gradients(LayerProgram truth, LayerProblem problem, double tolerance) {
  private static final double LEAST = 1e-6;

  /** The faults of other gradients, by name; empty if there are none. */
  Map<String, String> faults(Map<String, Tensor> found) {
    Map<String, Tensor> expected = LayerProblem.named(problem.gradients(truth));
    Map<String, String> far = far(expected, found, Map.of());
    // Few gradients cancel, and what rounding may do to them takes several passes to find.
    return far.isEmpty() ? far : far(expected, found, Rounding.bounds(truth, problem));
  }

  private Map<String, String> far(
      Map<String, Tensor> expected, Map<String, Tensor> found, Map<String, Double> rounding) {
    Map<String, String> faults = new TreeMap<>();
    expected.forEach(
        (name, tensor) -> {
          double scale = Arrays.stream(tensor.toDoubles()).map(Math::abs).max().orElse(0);
          double allowed = tolerance * Math.max(scale, LEAST) + rounding.getOrDefault(name, 0.0);
          Tensor other = Objects.requireNonNull(found.get(name), name);
          for (int i = 0; i < tensor.size(); i++) {
            if (!(Math.abs(tensor.get(i) - other.get(i)) <= allowed)) {
              faults.put(
                  name,
                  "gradient of "
                      + name
                      + " ["
                      + i
                      + "]: expected "
                      + tensor.get(i)
                      + " within "
                      + allowed
                      + ", found "
                      + other.get(i));
            }
          }
        });
    return faults;
  }
}
