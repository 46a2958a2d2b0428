package dev.carousel.flow.assertions;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class FlowAssertionsTest {
  private static StateFlow state(String name, double rate, Verdict verdict) {
    double[] gradient = IntStream.range(0, 51).mapToDouble(k -> Math.exp(rate * k)).toArray();
    return new StateFlow(
        name, gradient, gradient.clone(), 16, new Growth(rate, rate, rate, 51), verdict);
  }

  private static FlowReport report(StateFlow... states) {
    return new FlowReport(
        50, List.of(new LayerFlow("layer0", 0, false, List.of(states), List.of())));
  }

  private static void fails(Executable assertion, String... parts) {
    String message = String.valueOf(assertThrows(AssertionError.class, assertion).getMessage());
    for (String part : parts) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void aLayerIsAsGoodAsItsBestState() {
    FlowReport flow =
        report(state("h", -0.5, Verdict.VANISHING), state("c", -0.02, Verdict.STEADY));
    FlowAssertions.assertHorizonAtLeast(50, flow);
    fails(
        () -> FlowAssertions.assertHorizonAtLeast(51, flow),
        "layer0: the gradient falls to 1/e in 50.0 steps, but should take at least 51.0",
        "c:  lag 0 1.0  lag 1 0.98",
        "h:  lag 0 1.0  lag 1 0.61");
  }

  /** exp(-0.1 * 46) is 0.01005, and exp(-0.1 * 47) 0.0091. */
  @Test
  void aHundredthIsLeftAsFarAsItsBestState() {
    FlowReport flow =
        report(state("h", -0.5, Verdict.VANISHING), state("c", -0.1, Verdict.VANISHING));
    FlowAssertions.assertOnePercentLeftAt(46, flow);
    fails(
        () -> FlowAssertions.assertOnePercentLeftAt(47, flow),
        "layer0: less than 1 % of the gradient is left from lag 47 on, but should be left at lag "
            + "47",
        "c:  lag 0 1.0");
    FlowAssertions.assertOnePercentLeftAt(50, report(state("c", 0, Verdict.STEADY)));
    fails(
        () -> FlowAssertions.assertOnePercentLeftAt(51, report(state("c", 0, Verdict.STEADY))),
        "from lag 51 on");
  }

  @Test
  void whatDoesNotFallHasNoEnd() {
    FlowAssertions.assertHorizonAtLeast(1e9, report(state("c", 0, Verdict.STEADY)));
  }

  @Test
  void whatCannotBeMeasuredHasNoHorizon() {
    StateFlow lost =
        new StateFlow("h", new double[51], new double[51], 0, null, Verdict.UNMEASURED);
    fails(() -> FlowAssertions.assertHorizonAtLeast(1, report(lost)), "could not be measured");
  }

  @Test
  void anyStateThatExplodesIsToo() {
    FlowAssertions.assertNoExplosion(report(state("h", 0.01, Verdict.STEADY)));
    fails(
        () ->
            FlowAssertions.assertNoExplosion(
                report(state("h", 0, Verdict.STEADY), state("c", 0.2, Verdict.EXPLODING))),
        "layer0: the gradient explodes in state c",
        "lag 50 2.2e+04");
  }

  @Test
  void deadUnitsAreCounted() {
    StateUse use =
        new StateUse("h", new double[3], new double[3], new double[] {1, 0, 0}, new double[1], 0);
    LayerDynamics layer =
        new LayerDynamics("layer0", null, List.of(), List.of(), List.of(), List.of(use));
    fails(
        () -> FlowAssertions.assertNoDeadUnits(List.of(layer)),
        "layer0: 2 of 3 units of state h never move");
    StateUse alive =
        new StateUse("h", new double[1], new double[1], new double[] {1}, new double[1], 0);
    FlowAssertions.assertNoDeadUnits(
        List.of(
            new LayerDynamics("layer0", null, List.of(), List.of(), List.of(), List.of(alive))));
  }
}
