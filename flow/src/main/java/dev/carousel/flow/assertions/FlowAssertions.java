package dev.carousel.flow.assertions;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Assertions on gradient flow, for tests of your own cell on your own data. The messages of
 * failures show the curve.
 *
 * <pre>{@code
 * FlowReport flow = GradientFlow.measure(network, parameters, data, FlowSettings.ofLag(100));
 * assertHorizonAtLeast(50, flow);
 * assertNoExplosion(flow);
 * }</pre>
 */
public final class FlowAssertions {
  private static final List<Integer> LAGS = List.of(0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);

  private FlowAssertions() {}

  private static void fail(String message) {
    throw new AssertionError(message);
  }

  /**
   * Asserts that every layer has a state whose gradient falls to 1/e in no fewer steps.
   *
   * @param steps the minimum; a gradient that does not fall has an infinite horizon and passes
   */
  public static void assertHorizonAtLeast(double steps, FlowReport flow) {
    requireMeasured(flow);
    for (LayerFlow layer : flow.layers()) {
      Optional<StateFlow> best = best(layer);
      double horizon = best.map(state -> horizon(state)).orElse(0.0);
      if (horizon < steps) {
        fail(
            String.format(
                Locale.ROOT,
                "%s: the gradient falls to 1/e in %.1f steps, but should take at least %.1f%n%s",
                layer.name(),
                horizon,
                steps,
                curves(layer)));
      }
    }
  }

  /**
   * Asserts that every layer has a state of whose gradient at least a hundredth is left at a lag.
   *
   * @param lag within the lags measured
   */
  public static void assertOnePercentLeftAt(int lag, FlowReport flow) {
    requireMeasured(flow);
    for (LayerFlow layer : flow.layers()) {
      int longest =
          layer.states().stream()
              .mapToInt(state -> state.onePercentLag().orElse(state.gradient().length))
              .max()
              .orElse(0);
      if (longest <= lag) {
        fail(
            String.format(
                Locale.ROOT,
                "%s: less than 1 %% of the gradient is left from lag %d on, but should be left "
                    + "at lag %d%n%s",
                layer.name(),
                longest,
                lag,
                curves(layer)));
      }
    }
  }

  /**
   * Asserts that no state's gradient explodes; see {@link Verdict#EXPLODING}. It also fails if a
   * state's gradient could not be measured, since nothing is known about it.
   */
  public static void assertNoExplosion(FlowReport flow) {
    requireMeasured(flow);
    for (LayerFlow layer : flow.layers()) {
      for (StateFlow state : layer.states()) {
        if (state.verdict() == Verdict.EXPLODING) {
          fail(
              layer.name()
                  + ": the gradient explodes in state "
                  + state.state()
                  + System.lineSeparator()
                  + curves(layer));
        }
      }
    }
  }

  /** Asserts that no unit of any state keeps the same value throughout. */
  public static void assertNoDeadUnits(List<LayerDynamics> dynamics) {
    for (LayerDynamics layer : dynamics) {
      for (StateUse state : layer.states()) {
        if (!Arrays.stream(state.range()).allMatch(Double::isFinite)) {
          fail(layer.name() + ": the values of state " + state.state() + " are not finite");
        }
        if (state.deadUnits() > 0) {
          fail(
              String.format(
                  Locale.ROOT,
                  "%s: %d of %d units of state %s never move",
                  layer.name(),
                  state.deadUnits(),
                  state.range().length,
                  state.state()));
        }
      }
    }
  }

  /** Fails for a layer of which no state could be measured. */
  private static void requireMeasured(FlowReport flow) {
    for (LayerFlow layer : flow.layers()) {
      boolean isOverflown =
          layer.states().stream()
              .anyMatch(state -> state.growth() == null && state.verdict() == Verdict.EXPLODING);
      if (isOverflown) {
        fail(
            layer.name()
                + ": the gradient explodes: it is not finite, or beyond float32, before three lags"
                + " can be measured");
      }
      if (layer.states().stream().allMatch(s -> s.verdict() == Verdict.UNMEASURED)) {
        fail(
            layer.name()
                + ": the gradient could not be measured in any state: fewer than three lags, or no"
                + " gradient at lag 0");
      }
    }
  }

  private static Optional<StateFlow> best(LayerFlow layer) {
    return layer.states().stream().max(Comparator.comparingDouble(FlowAssertions::horizon));
  }

  private static double horizon(StateFlow state) {
    Growth growth = state.growth();
    return growth == null ? 0 : growth.horizon();
  }

  /** Each state's gradient at round lags, relative to lag 0. */
  private static String curves(LayerFlow layer) {
    StringBuilder text = new StringBuilder();
    for (StateFlow state : layer.states()) {
      text.append("  ").append(state.state()).append(":");
      for (int lag : LAGS) {
        if (lag < state.gradient().length) {
          text.append(String.format(Locale.ROOT, "  lag %d %.2g", lag, state.gradient()[lag]));
        }
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
