package dev.carousel.cli.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.cli.text.Look;
import dev.carousel.gradcheck.GradientCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradcheckTextTest {
  @Test
  void failuresAreToldInFullBelowTheTable() {
    List<CellCheck> checks =
        List.of(
            CellCheck.done("good", new GradientCheck.Report(2e-10, "input [1]: engine 1", 1234)),
            CellCheck.done(
                "wrong", new GradientCheck.Report(0.5, "input [2]: engine 1.0, difference 2.0", 9)),
            CellCheck.failed("thrown", new IllegalStateException("ouch")));
    assertEquals(
        """
        Gradients against finite differences, in float64
          cell    result  largest error  compared  at
          good    passed        2.0e-10     1,234  input [1]
          wrong   FAILED         5.0e-1         9  input [2]
          thrown  FAILED              -         0

          wrong: input [2]: engine 1.0, difference 2.0

          thrown: java.lang.IllegalStateException: ouch

        2 of 3 FAILED (relative error at most 1.0e-6).
        """,
        String.join("\n", GradcheckText.of(checks, Look.plain())) + "\n");
  }
}
