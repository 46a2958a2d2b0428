package dev.carousel.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Functions;
import dev.carousel.spi.Cell;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OneUnitTest {
  /** Hands up twice its state, so that output and state differ. */
  private static final Cell CELL =
      s -> {
        Expr h = Functions.tanh(s.affine("h", s.input(), s.state("h")));
        s.next("h", h);
        s.output(h.times(2));
      };

  private static final Map<String, Double> WEIGHTS = Map.of("h.Wx", 0.4, "h.Wh", -0.3, "h.b", 0.2);

  @Test
  void aStepIsTheEquations() {
    OneUnit step = OneUnit.step(CELL, 0.7, Map.of("h", 0.25), WEIGHTS);
    double h = Math.tanh(0.4 * 0.7 - 0.3 * 0.25 + 0.2);
    assertEquals(h, step.state("h"), 1e-15);
    assertEquals(2 * h, step.output(), 1e-15);
  }

  private static void assertRefused(String said, Executable step) {
    String message = assertThrows(AssertionError.class, step).toString();
    assertTrue(message.contains(said), message);
  }

  @Test
  void whatIsForgottenOrNotThereIsNamed() {
    assertRefused(
        "the parameters of the cell.\n  expected: [h.Wh, h.Wx, h.b]\n  found:    [h.Wh, h.Wx]\n"
            + "  try:      add [h.b]; or correct the equations",
        () -> OneUnit.step(CELL, 1, Map.of("h", 0.0), Map.of("h.Wx", 1.0, "h.Wh", 1.0)));
    assertRefused("the states of the cell", () -> OneUnit.step(CELL, 1, Map.of(), WEIGHTS));
    assertRefused(
        "try:      add [h]; remove [c]; or correct the equations",
        () -> OneUnit.step(CELL, 1, Map.of("c", 0.0), WEIGHTS));
    OneUnit step = OneUnit.step(CELL, 1, Map.of("h", 0.0), WEIGHTS);
    assertRefused("c is none of the states [h]", () -> step.state("c"));
  }
}
