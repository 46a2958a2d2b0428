package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Optimizers of whole matrices, and those written from papers: {@code papers.py}. */
class PaperGoldenTest {
  /** Relative to the largest element of a tensor: small elements are differences of large ones. */
  private static final double TOLERANCE = 1e-10;

  private static final JsonNode GOLDEN = Golden.read("papers");

  static Stream<String> optimizers() {
    return cases().map(each -> each.get("optimizer").textValue());
  }

  private static Stream<JsonNode> cases() {
    return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void movesParametersAsThePaperSays(String text) {
    JsonNode wanted =
        cases()
            .filter(each -> each.get("optimizer").textValue().equals(text))
            .findFirst()
            .orElseThrow();
    Optimizer optimizer = Plugins.optimizer(text);
    NamedTensors parameters = tensors(GOLDEN.get("start"));
    OptimizerState state = optimizer.init(parameters);
    for (int i = 0; i < wanted.get("updates").intValue(); i++) {
      NamedTensors gradients = tensors(GOLDEN.get("gradients").get(i));
      double rateFactor = GOLDEN.get("rateFactors").get(i).doubleValue();
      optimizer.update(state, parameters, gradients, rateFactor);
    }
    assertNear(wanted.get("after"), parameters, text);
    assertNear(wanted.get("evaluated"), optimizer.evaluated(state, parameters), text + ", average");
  }

  private static NamedTensors tensors(JsonNode byName) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    byName
        .properties()
        .forEach(
            named -> {
              JsonNode shape = GOLDEN.get("shapes").get(named.getKey());
              int[] extents =
                  StreamSupport.stream(shape.spliterator(), false)
                      .mapToInt(JsonNode::intValue)
                      .toArray();
              Tensor tensor = Precision.FLOAT64.zeros(extents);
              tensor.assign(Golden.tensor(named.getValue()));
              tensors.put(named.getKey(), tensor);
            });
    return new NamedTensors(tensors);
  }

  private static void assertNear(JsonNode wanted, NamedTensors found, String what) {
    found.forEach(
        (name, tensor) -> {
          double[] expected = Golden.tensor(wanted.get(name)).toDoubles();
          double largest = 0;
          double worst = 0;
          for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(expected[i] - tensor.get(i)));
          }
          double relative = worst / largest;
          assertTrue(relative <= TOLERANCE, () -> what + ": " + name + " differs by " + relative);
        });
  }
}
