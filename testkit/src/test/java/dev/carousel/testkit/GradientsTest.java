package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How near float32 must come, where terms cancel and where they do not. */
class GradientsTest {
  private static final double TOLERANCE = 1e-4;
  private static final int SEEDS = 1500;
  private static final String BIAS = "parameter f.b";

  /** Problems of one unit, many of whose gradients of one element cancel. */
  private static LayerProblem problem(LayerProgram layer, long seed) {
    return LayerProblem.random(layer, 5, 7, 3, seed);
  }

  private static Map<String, Tensor> fused(LayerProgram fast, LayerProblem problem) {
    return LayerProblem.named(problem.in(Precision.FLOAT32).gradients(fast));
  }

  @Test
  void whatCancelsIsHeldToWhatItsTermsAllow() {
    int beyond = 0;
    try (Engine reference = Engines.reference();
        Engine engine = Engines.fused(1)) {
      LayerProgram truth = reference.compile("layer", LanguageCells::leaky, 5, 1);
      LayerProgram fast = engine.compile("layer", LanguageCells::leaky, 5, 1);
      for (long seed = 0; seed < SEEDS; seed++) {
        LayerProblem problem = problem(truth, seed);
        Map<String, Tensor> found = fused(fast, problem);
        assertEquals(Map.of(), new Gradients(truth, problem, TOLERANCE).faults(found));
        beyond += cancels(problem.gradients(truth).parameters(), found) ? 1 : 0;
      }
    }
    assertTrue(beyond > 0, "some cancel so far that a share of them is too little to ask for");
  }

  /** Whether some gradient of one element is off by more than the share asked for. */
  private static boolean cancels(NamedTensors expected, Map<String, Tensor> found) {
    return expected.asMap().entrySet().stream()
        .filter(entry -> entry.getValue().size() == 1)
        .anyMatch(
            entry -> {
              double exact = entry.getValue().get(0);
              Tensor other = Objects.requireNonNull(found.get("parameter " + entry.getKey()));
              return Math.abs(exact - other.get(0)) > TOLERANCE * Math.abs(exact);
            });
  }

  /** A thousandth is too much, of a hundredth at least: rounding is ten thousand times smaller. */
  @Test
  void aWrongDerivativeIsFoundHoweverItsTermsCancel() {
    try (Engine reference = Engines.reference();
        Engine engine = Engines.fused(1)) {
      LayerProgram truth = reference.compile("layer", LanguageCells::leaky, 5, 1);
      LayerProgram fast = engine.compile("layer", LanguageCells::leaky, 5, 1);
      for (long seed = 0; seed < SEEDS; seed++) {
        LayerProblem problem = problem(truth, seed);
        Gradients gradients = new Gradients(truth, problem, TOLERANCE);
        Map<String, Tensor> found = new HashMap<>(fused(fast, problem));
        Tensor bias = Objects.requireNonNull(found.get(BIAS)).copy();
        double size = Math.max(Math.abs(bias.get(0)), 0.01);
        bias.set(0, bias.get(0) + 1e-3 * size);
        found.put(BIAS, bias);
        assertEquals(Set.of(BIAS), gradients.faults(found).keySet(), "seed " + seed);
      }
    }
  }
}
