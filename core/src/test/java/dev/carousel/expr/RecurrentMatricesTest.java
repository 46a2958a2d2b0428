package dev.carousel.expr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.spi.Cell;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecurrentMatricesTest {
  private static List<String> of(Cell cell) {
    try (Engine engine = Engines.reference()) {
      return engine.compile("layer0", cell, 3, 3).recurrentMatrices().stream()
          .map(ParameterSpec::name)
          .toList();
    }
  }

  /** Each is on the way from h to c and back, which takes two steps. */
  @Test
  void statesThatLeadToEachOtherAreARing() {
    assertEquals(
        List.of("h.Wc", "c.Wh"),
        of(
            s -> {
              Expr h = s.state("h");
              Expr c = s.state("c");
              s.next("h", s.affine("h", s.input(), c));
              s.next("c", s.affine("c", h));
            }));
  }

  /** The input is delayed by two steps, and c is read by nothing that leads back to it. */
  @Test
  void whatOnlyFeedsAnotherStateIsNotRecurrent() {
    assertEquals(
        List.of("h.Wh"),
        of(
            s -> {
              Expr h = s.state("h");
              Expr first = s.state("first");
              Expr second = s.state("second");
              s.next("first", s.input());
              s.next("second", first);
              s.next("h", s.affine("h", h, first, second));
              s.next("c", s.affine("c", h).plus(s.state("c")));
            }));
  }

  @Test
  void aMatrixOfTheNextValueIsRecurrentWhereThatLeadsBack() {
    assertEquals(
        List.of("y.Wz"),
        of(
            s -> {
              Expr y = s.state("h");
              Expr z = s.state("z").plus(y.times(s.input())).named("z");
              s.next("z", z);
              s.next("h", s.affine("y", z));
            }));
  }
}
