package dev.carousel.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.OptimizerState;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerGoldenTest {
  private static final String NAME = "layer0/w";
  private static final JsonNode GOLDEN = Golden.read("optimizers");

  static Stream<String> optimizers() {
    return cases().map(each -> each.get("optimizer").textValue());
  }

  private static Stream<JsonNode> cases() {
    return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void movesParametersAsPyTorchDoes(String text) {
    JsonNode after =
        cases()
            .filter(each -> each.get("optimizer").textValue().equals(text))
            .findFirst()
            .orElseThrow()
            .get("after");
    Optimizer optimizer = Plugins.optimizer(text);
    Tensor w = Golden.tensor(GOLDEN.get("start"));
    NamedTensors parameters = new NamedTensors(Map.of(NAME, w));
    OptimizerState state = optimizer.init(parameters);
    for (int i = 0; i < after.size(); i++) {
      Tensor g = Golden.tensor(GOLDEN.get("gradients").get(i));
      double rateFactor = GOLDEN.get("rateFactors").get(i).doubleValue();
      optimizer.update(state, parameters, new NamedTensors(Map.of(NAME, g)), rateFactor);
      Golden.assertNear(after.get(i), w, text + " after update " + i);
    }
  }

  @Test
  void coversEveryOptimizer() {
    Set<String> covered =
        Stream.concat(optimizers(), PaperGoldenTest.optimizers())
            .map(text -> text.split(":", 2)[0])
            .collect(Collectors.toSet());
    assertEquals(Set.copyOf(Plugins.ids(OptimizerProvider.class)), covered);
  }
}
