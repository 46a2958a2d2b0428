package dev.carousel.cells.lstm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.random.RandomStreams;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import dev.carousel.spi.Options;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LstmCellProviderTest {
  private static final LstmCellProvider PROVIDER = new LstmCellProvider();

  private static Cell create(Map<String, String> given) {
    return PROVIDER.create(Options.of("cell lstm", PROVIDER.options(), given));
  }

  /** What a parameter of a layer of 50 units starts from. */
  private static Tensor start(Cell cell, String name) {
    try (Engine engine = Engines.reference()) {
      ParameterSpec spec =
          engine.compile("layer", cell, 3, 50).parameters().stream()
              .filter(p -> p.name().equals(name))
              .findFirst()
              .orElseThrow();
      Tensor values = spec.zeros(Precision.FLOAT64);
      String stream = spec.initializer().streamName(name);
      spec.initializer().fill(values, RandomStreams.stream(1, stream));
      return values;
    }
  }

  @Test
  void forgetBiasStartsAtOne() {
    Tensor bias = start(create(Map.of()), "f.b");
    for (int i = 0; i < bias.size(); i++) {
      assertEquals(1, bias.get(i));
    }
  }

  @Test
  void forgetBiasCanBeSet() {
    assertEquals(-2.5, start(create(Map.of("forget-bias", "-2.5")), "f.b").get(7));
  }

  @Test
  void chronoBiasesAreLogarithmsOfLagsAndTheInputGatesTheirNegatives() {
    Cell cell = create(Map.of("chrono", "100"));
    Tensor forget = start(cell, "f.b");
    Tensor input = start(cell, "i.b");
    for (int i = 0; i < forget.size(); i++) {
      assertTrue(forget.get(i) >= 0 && forget.get(i) <= Math.log(99), "unit " + i);
      assertEquals(-forget.get(i), input.get(i), "unit " + i);
    }
    assertTrue(forget.sumOfSquares() > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5", "1", "2", "2.999"})
  void chronoLagsTooShortToSpreadAreRefused(String lag) {
    Refusal error = Refusal.of("lstm:chrono=" + lag, () -> create(Map.of("chrono", lag)));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    String message = error.message();
    assertTrue(message.contains("'chrono'"), message);
    assertTrue(message.contains("at least 3"), message);
    assertTrue(message.contains("found:    " + Double.parseDouble(lag)), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "3", "1000"})
  void chronoOffAndLongLagsAreTaken(String lag) {
    assertEquals(Double.parseDouble(lag), ((LstmCell) create(Map.of("chrono", lag))).chronoLag());
  }
}
