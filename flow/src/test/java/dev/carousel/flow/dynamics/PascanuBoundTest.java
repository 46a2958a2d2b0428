package dev.carousel.flow.dynamics;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.weighted;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializers;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.internal.Matrices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Over k steps no gradient grows by more than {@code (gamma sigma)^k}, sigma being the recurrent
 * matrix's largest singular value and gamma the steepest slope of the activation: 1 for tanh, 1/4
 * for the logistic function (Pascanu, Mikolov and Bengio, 2013, section 2.1).
 */
class PascanuBoundTest {
  private static final int NETWORKS = 100;
  private static final int UNITS = 8;
  private static final int STEPS = 12;

  @ParameterizedTest
  @ValueSource(strings = {"tanh", "logistic"})
  void boundsEveryRandomNetwork(String activation) {
    double gamma = activation.equals("tanh") ? 1 : 0.25;
    UnaryOperator<Expr> function = activation.equals("tanh") ? Expr::tanh : Expr::sigmoid;
    int certain = 0;
    double nearest = 0;
    try (Engine engine = Engines.reference()) {
      for (int draw = 0; draw < NETWORKS; draw++) {
        double deviation = (0.1 + 0.02 * draw) / gamma / Math.sqrt(UNITS);
        Cell cell =
            s ->
                s.next(
                    "h",
                    function.apply(
                        s.affine(
                            "h",
                            s.input(),
                            weighted(s.state("h"), Initializers.normal(deviation)),
                            bias(0))));
        LayerProgram layer = engine.compile("layer0", cell, 2, UNITS);
        NamedTensors parameters = start(layer, draw);
        LayerRecording recording = LayerRecording.of(layer, parameters, input(draw));
        double sigma = Matrices.largestSingularValue(Matrices.of(parameters.get("h.Wh")));
        for (int lag = 1; lag <= STEPS; lag++) {
          double bound = Math.pow(gamma * sigma, lag);
          double found =
              new SingularValueDecomposition(JacobianProduct.of(recording, STEPS - lag, lag)[0])
                  .getNorm();
          assertTrue(found <= bound * (1 + 1e-12), () -> found + " above " + bound);
          nearest = Math.max(nearest, found / bound);
        }
        certain += gamma * sigma < 1 ? 1 : 0;
      }
    }
    assertTrue(certain > 10 && certain < 90, "both sides of the bound are drawn: " + certain);
    assertTrue(nearest > 0.3, "the bound is nowhere near: " + nearest);
  }

  private static NamedTensors start(LayerProgram layer, long seed) {
    Map<String, Tensor> parameters = new LinkedHashMap<>();
    layer
        .parameters()
        .forEach(
            spec -> {
              Tensor tensor = spec.zeros(Precision.FLOAT64);
              spec.initializer().fill(tensor, RandomStreams.stream(seed, spec.name()));
              parameters.put(spec.name(), tensor);
            });
    return new NamedTensors(parameters);
  }

  private static Inputs input(long seed) {
    Tensor values = Precision.FLOAT64.zeros(STEPS, 1, 2);
    RandomGenerator random = RandomStreams.stream(seed, "input");
    for (int i = 0; i < values.size(); i++) {
      values.set(i, 0.1 * random.nextGaussian());
    }
    return new Inputs.Values(values);
  }
}
