package dev.carousel.flow.assertions;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Nothing is asserted of what could not be measured. */
class FlowAssertionsNonFiniteTest {
  private static FlowReport report(Verdict verdict) {
    double[] none = {Double.NaN, Double.NaN, Double.NaN};
    StateFlow state = new StateFlow("h", none, none, 0, null, verdict);
    return new FlowReport(2, List.of(new LayerFlow("layer0", 0, false, List.of(state), List.of())));
  }

  private static void assertFails(String told, Executable assertion) {
    String message = String.valueOf(assertThrows(AssertionError.class, assertion).getMessage());
    assertTrue(message.contains(told), message);
  }

  @Test
  void anExplosionBeyondTheArithmeticIsOne() {
    FlowReport flow = report(Verdict.EXPLODING);
    assertFails("explodes: it is not finite", () -> FlowAssertions.assertNoExplosion(flow));
    assertFails("explodes: it is not finite", () -> FlowAssertions.assertHorizonAtLeast(1, flow));
    assertFails("explodes: it is not finite", () -> FlowAssertions.assertOnePercentLeftAt(1, flow));
  }

  @Test
  void whatCouldNotBeMeasuredPassesNothing() {
    FlowReport flow = report(Verdict.UNMEASURED);
    assertFails("could not be measured", () -> FlowAssertions.assertNoExplosion(flow));
    assertFails("could not be measured", () -> FlowAssertions.assertHorizonAtLeast(0, flow));
  }
}
