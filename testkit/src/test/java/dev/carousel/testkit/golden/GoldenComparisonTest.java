package dev.carousel.testkit.golden;

import static dev.carousel.expr.Functions.noBias;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** One unit, one step: h' = h.Wx x + h.Wh h with all weights 2 and 3, x = 0.5, h = 0.25. */
class GoldenComparisonTest {
  private static final Cell LINEAR =
      s -> s.next("h", s.affine("h", s.input(), s.state("h"), noBias()));

  private static Golden golden(String output, String gradient) {
    return Golden.parse(
        "linear.json",
        String.join(
                "\n",
                "{'meta': {'format': 1}, 'sizes': {'T': 1, 'B': 1, 'I': 1, 'H': 1},",
                "'input': {'shape': [1, 1, 1], 'values': [0.5]},",
                "'initial': {'h': {'shape': [1, 1], 'values': [0.25]}},",
                "'parameters': {'h.Wx': {'shape': [1, 1], 'values': [2]},",
                "  'h.Wh': {'shape': [1, 1], 'values': [3]}},",
                "'outputs': {'shape': [1, 1, 1], 'values': [" + output + "]},",
                "'final': {'h': {'shape': [1, 1], 'values': [1.75]}},",
                "'lossWeights': {'outputs': {'shape': [1, 1, 1], 'values': [1]},",
                "  'final': {'h': {'shape': [1, 1], 'values': [1]}}},",
                "'loss': 3.5,",
                "'gradients': {'input': {'shape': [1, 1, 1], 'values': [" + gradient + "]},",
                "  'initial': {'h': {'shape': [1, 1], 'values': [6]}},",
                "  'parameters': {'h.Wx': {'shape': [1, 1], 'values': [1]},",
                "    'h.Wh': {'shape': [1, 1], 'values': [0.5]}}}}")
            .replace('\'', '"')
            .getBytes(StandardCharsets.UTF_8));
  }

  private static GoldenDifference worst(Cell cell, Golden golden) {
    try (Engine engine = Engines.reference()) {
      return GoldenComparison.worst(engine, golden, cell);
    }
  }

  @Test
  void equalValuesDoNotDiffer() {
    assertEquals(0, worst(LINEAR, golden("1.75", "4")).relative());
  }

  @Test
  void theWorstDifferenceHasItsPlaceAndBothValues() {
    GoldenDifference worst = worst(LINEAR, golden("1.75001", "5"));
    assertEquals(new GoldenDifference("gradients/input [0]", 5, 4, 0.2), worst);
    assertTrue(worst.toString().contains("gradients/input [0]: expected 5.0, found 4.0"));
    assertEquals("outputs [0]", worst(LINEAR, golden("1.76", "4")).place());
  }

  @Test
  void whatIsNotANumberDiffersWithoutLimit() {
    Cell nan = s -> s.next("h", s.affine("h", s.input(), s.state("h"), noBias()).times(-1).log());
    assertEquals(Double.POSITIVE_INFINITY, worst(nan, golden("1.75", "4")).relative());
  }

  @Test
  void cellsThatDoNotFitAreRefused() {
    Cell two =
        s -> {
          s.next("h", s.affine("h", s.input(), s.state("h"), noBias()));
          s.next("c", s.state("c"));
        };
    Refusal.of(
        () -> worst(two, golden("1.75", "4")), "do not fit: the names of initial", "[h]", "[c, h]");
    Refusal.of(
        () -> worst(LINEAR, golden("1.75", "0")), "do not fit: gradients/input", "0 everywhere");
  }
}
