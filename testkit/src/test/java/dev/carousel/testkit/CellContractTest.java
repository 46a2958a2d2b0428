package dev.carousel.testkit;

import static dev.carousel.expr.Functions.bias;
import static dev.carousel.expr.Functions.weighted;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.expr.Expr;
import dev.carousel.expr.Initializer;
import dev.carousel.expr.Initializers;
import dev.carousel.expr.Step;
import dev.carousel.spi.Cell;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Cells that are not the same each time: the contract must notice. */
class CellContractTest {
  private static Expr map(Step s, Initializer init) {
    return s.affine("h", weighted(s.input(), init), s.state("h"), bias(init));
  }

  private static void assertNoticed(Supplier<Cell> cells, String... parts) {
    AssertionError noticed =
        assertThrows(
            AssertionError.class, contractOf(cells)::equationsAndInitialValuesAreTheSameEachTime);
    String message = String.valueOf(noticed.getMessage());
    assertAll(Arrays.stream(parts).map(part -> () -> assertTrue(message.contains(part), message)));
  }

  private static CellContract contractOf(Supplier<Cell> cells) {
    return new CellContract() {
      @Override
      protected Cell cell() {
        return cells.get();
      }
    };
  }

  @Test
  void aCellThatIsTheSamePasses() {
    CellContract contract = contractOf(() -> s -> s.next("h", map(s, Initializers.uniform(0.1))));
    assertDoesNotThrow(contract::equationsAndInitialValuesAreTheSameEachTime);
  }

  @Test
  void noticesABiasThatIsDrawnByTheCell() {
    assertNoticed(
        () -> s -> s.next("h", s.affine("h", s.input(), s.state("h"), bias(Math.random()))),
        "is not the same each time",
        "expected: initial value of h.b [0] = ",
        "found:    initial value of h.b [0] = ",
        "where:    a second trace of the same cell",
        "the generator that Initializer.fill is given");
  }

  @Test
  void noticesAFactorThatIsDrawnByTheCell() {
    assertNoticed(
        () -> s -> s.next("h", map(s, Initializers.zeros()).times(Math.random())),
        "expected: #",
        " = LINEAR(#",
        "Line[scale=");
  }

  @Test
  void noticesABoundThatNoValueReaches() {
    assertNoticed(
        () -> s -> s.next("h", map(s, Initializers.zeros()).clamp(-1000 - Math.random(), 1000)),
        "scale=");
  }

  @Test
  void noticesAFieldThatIsDrawnWhenTheCellIsMade() {
    assertNoticed(
        () -> {
          double drawn = Math.random();
          return s -> s.next("h", s.affine("h", s.input(), s.state("h"), bias(drawn)));
        },
        "where:    another cell of the same settings");
  }

  @Test
  void noticesAnInitializerWithNumbersOfItsOwn() {
    assertNoticed(
        () -> s -> s.next("h", map(s, (tensor, random) -> tensor.fill(Math.random()))),
        "initial value of h.Wx [0] = ");
  }

  @Test
  void noticesAnInitializerThatGoesOnWithAGeneratorOfItsOwn() {
    assertNoticed(
        () ->
            s -> {
              Random own = new Random(1);
              s.next("h", map(s, (tensor, random) -> tensor.fill(own.nextDouble())));
            },
        "where:    initial values that are drawn again");
  }

  @Test
  void noticesTheClock() {
    assertNoticed(
        () -> s -> s.next("h", map(s, Initializers.constant(1e-15 * System.currentTimeMillis()))),
        "initial value of h.Wx [0] = ");
  }

  @Test
  void noticesACountOfCalls() {
    assertNoticed(
        () ->
            new Cell() {
              private int calls;

              @Override
              public void step(Step s) {
                calls++;
                s.next("h", map(s, Initializers.constant(calls == 1 ? 1 : 0)));
              }
            },
        "where:    a second trace of the same cell");
  }

  @Test
  void noticesAParameterThatIsNotAlwaysThere() {
    assertNoticed(
        () -> {
          int[] calls = {0};
          return s -> {
            s.next("h", map(s, Initializers.zeros()));
            if (calls[0]++ > 2) {
              s.vector("late", 2, Initializers.zeros());
            }
          };
        },
        "found:    parameter late [2]");
  }
}
