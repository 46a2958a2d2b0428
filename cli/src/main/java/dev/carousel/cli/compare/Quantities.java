package dev.carousel.cli.compare;

import dev.carousel.cli.diagnose.report.LabSections.Dynamics;
import dev.carousel.cli.diagnose.report.LabSections.Exponents;
import dev.carousel.cli.diagnose.report.LabSections.Gate;
import dev.carousel.cli.diagnose.report.LabSections.StateUsed;
import dev.carousel.cli.diagnose.report.LabSections.TimeScale;
import dev.carousel.cli.diagnose.report.LabSections.Truncation;
import dev.carousel.cli.diagnose.report.Report.Layer;
import dev.carousel.cli.diagnose.report.Report.Network;
import dev.carousel.cli.diagnose.report.Report.State;
import dev.carousel.cli.diagnose.report.WatchSections.Clipping;
import dev.carousel.experiments.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/** Takes the quantities to compare out of two networks, and judges them. */
final class Quantities {
  private static final String EXPLODING = "exploding";
  private static final String STEADY = "steady";
  private static final double[] NO_NUMBERS = {};

  private final List<Quantity> found = new ArrayList<>();

  private final Judge judge;

  private Quantities(Judge judge) {
    this.judge = judge;
  }

  /** Those that at least one of the two has: of the network, then layer by layer. */
  static List<Quantity> of(Network before, Network after, Judge judge) {
    Quantities quantities = new Quantities(judge);
    quantities.network(before, after);
    LayerPair.of(before.layers(), after.layers()).forEach(quantities::layer);
    return quantities.found.stream().filter(Quantity::isThere).toList();
  }

  private void network(Network before, Network after) {
    add(Criterion.LOSS, before, after, network -> Figure.of(network.validLoss()));
    add(Criterion.PARAMETERS, before, after, network -> parameters(network));
    add(Criterion.CLIPPED, before, after, Quantities::clipped);
    add(Criterion.CHUNK, before, after, network -> chunk(network.truncation()));
  }

  private void add(
      Criterion criterion, Network before, Network after, Function<Network, Figure> of) {
    found.add(quantity(criterion, null, null, of.apply(before), of.apply(after)));
  }

  private static Figure parameters(Network network) {
    Long parameters = network.parameters();
    return parameters == null ? Figure.NONE : Figure.of(parameters);
  }

  private static Figure clipped(Network network) {
    Clipping clipping = network.watch() == null ? null : network.watch().clipping();
    return clipping == null ? Figure.NONE : Figure.of(clipping.clippedShare());
  }

  /** Infinite if chunks were tried and none is long enough. */
  private static Figure chunk(@Nullable Truncation truncation) {
    if (truncation == null || truncation.chunks().isEmpty()) {
      return Figure.NONE;
    }
    Integer shortest = truncation.shortest();
    return Figure.of(shortest == null ? Double.POSITIVE_INFINITY : shortest);
  }

  private void layer(LayerPair layer) {
    add(Criterion.LYAPUNOV, layer, null, layer.figures(l -> lyapunov(l.dynamics())));
    add(Criterion.SPECTRAL_RADIUS, layer, null, layer.figures(l -> Figure.of(l.spectralRadius())));
    for (Pairs<Gate> gate : layer.gates()) {
      Gate one = gate.before() != null ? gate.before() : gate.after();
      String name = one == null ? "" : one.gate();
      add(Criterion.SHUT, layer, name, share(gate, Gate::left));
      add(Criterion.OPEN, layer, name, share(gate, Gate::right));
    }
    layer.states().forEach(state -> state(layer, state));
  }

  private void add(
      Criterion criterion, LayerPair layer, @Nullable String subject, Pairs<Figure> figures) {
    found.add(
        quantity(
            criterion, layer.name(), subject, orNone(figures.before()), orNone(figures.after())));
  }

  private Quantity quantity(
      Criterion criterion,
      @Nullable String layer,
      @Nullable String subject,
      Figure before,
      Figure after) {
    return Quantity.of(criterion, layer, subject, before, after, judge);
  }

  private static Figure orNone(@Nullable Figure figure) {
    return figure == null ? Figure.NONE : figure;
  }

  /** The mean over sequences. */
  private static Figure lyapunov(@Nullable Dynamics dynamics) {
    Exponents lyapunov = dynamics == null ? null : dynamics.lyapunov();
    double[] exponents = lyapunov == null ? NO_NUMBERS : orNone(lyapunov.exponents());
    if (lyapunov == null || exponents.length == 0) {
      return Figure.NONE;
    }
    double[] spread = orNone(lyapunov.spread());
    return Figure.of(
        Estimate.of(
            exponents[0], spread.length == 0 ? Double.NaN : spread[0], lyapunov.sequences()));
  }

  private static double[] orNone(double @Nullable [] numbers) {
    return numbers == null ? NO_NUMBERS : numbers;
  }

  private static Pairs<Figure> share(Pairs<Gate> gates, Function<Gate, double @Nullable []> side) {
    return new Pairs<>(mean(gates.before(), side), mean(gates.after(), side));
  }

  private static Figure mean(@Nullable Gate gate, Function<Gate, double @Nullable []> side) {
    return gate == null ? Figure.NONE : Figure.of(StatUtils.mean(orNone(side.apply(gate))));
  }

  private void state(LayerPair layer, Pairs<State> state) {
    String name = LayerPair.name(state);
    State before = state.before();
    State after = state.after();
    Quantity growth = quantity(Criterion.GROWTH, layer.name(), name, growth(before), growth(after));
    found.add(growth);
    found.add(judged(growth, Criterion.HORIZON, before, after, Quantities::horizon));
    found.add(judged(growth, Criterion.ONE_PERCENT, before, after, Quantities::onePercent));
    found.add(judged(growth, Criterion.MEAN_LAG, before, after, s -> Figure.of(s.meanLag())));
    found.add(verdict(growth, before, after));
    found.add(carousel(layer, name, before, after));
    add(
        Criterion.TIME_SCALE,
        layer,
        name,
        layer.figures(l -> longest(LayerPair.timeScale(l, name))));
    add(Criterion.SATURATED, layer, name, layer.figures(l -> saturated(LayerPair.use(l, name))));
    add(Criterion.DEAD, layer, name, layer.figures(l -> use(l, name, Quantities::deadUnits)));
    add(Criterion.DRIFT, layer, name, layer.figures(l -> use(l, name, StateUsed::drift)));
  }

  private static Figure growth(@Nullable State state) {
    if (state == null) {
      return Figure.NONE;
    }
    double[] interval = orNone(state.growthCi95());
    Integer pieces = state.growthPieces();
    return interval.length == 2
        ? Figure.of(
            Estimate.within(
                state.growthPerStep(), interval[0], interval[1], pieces == null ? 0 : pieces))
        : Figure.of(state.growthPerStep());
  }

  /**
   * How far a gradient reaches is judged where the growth differs, whose sampling error is known; a
   * horizon is the same where the growth is, of which it is made. And no reach is better for being
   * longer if that is due to an explosion.
   */
  private Quantity judged(
      Quantity growth,
      Criterion criterion,
      @Nullable State before,
      @Nullable State after,
      Function<State, Figure> figure) {
    Quantity reach =
        quantity(
            criterion,
            growth.layer(),
            growth.subject(),
            before == null ? Figure.NONE : figure.apply(before),
            after == null ? Figure.NONE : figure.apply(after));
    if (reach.trend() == Trend.UNKNOWN || reach.trend() == Trend.SAME) {
      return reach;
    }
    boolean explodes = isVerdict(EXPLODING, before) || isVerdict(EXPLODING, after);
    return reach.judged(
        switch (growth.trend()) {
          case SAME -> criterion == Criterion.HORIZON ? Trend.SAME : Trend.UNTESTED;
          case BETTER, WORSE, DIFFERENT ->
              explodes ? Trend.DIFFERENT : criterion.direction(reach.before(), reach.after());
          case UNTESTED, UNKNOWN -> Trend.UNTESTED;
        });
  }

  /** Infinite where a gradient was measured and does not fall. */
  private static Figure horizon(State state) {
    boolean isEndless = state.growthPerStep() >= 0;
    return Figure.of(isEndless ? Double.POSITIVE_INFINITY : state.horizon());
  }

  /** Infinite where more is left at the last lag; not there in reports that do not tell of it. */
  private static Figure onePercent(State state) {
    Integer lag = state.horizonOnePercent();
    if (lag != null) {
      return Figure.of(lag);
    }
    boolean isTold = !Double.isNaN(state.meanLag());
    return isTold ? Figure.of(Double.POSITIVE_INFINITY) : Figure.NONE;
  }

  /**
   * Steady is best; vanishing and exploding are different evils. Another word for growths that
   * cannot be distinguished says nothing.
   */
  private Quantity verdict(Quantity growth, @Nullable State before, @Nullable State after) {
    Figure first = Figure.of(before == null ? null : before.verdict());
    Figure second = Figure.of(after == null ? null : after.verdict());
    Quantity verdict = quantity(Criterion.VERDICT, growth.layer(), growth.subject(), first, second);
    if (verdict.trend() == Trend.UNKNOWN) {
      return verdict;
    }
    if (String.valueOf(first.word()).equals(second.word())) {
      return verdict.judged(Trend.SAME);
    }
    if (growth.trend() == Trend.SAME || growth.trend() == Trend.UNTESTED) {
      return verdict.judged(Trend.UNTESTED);
    }
    boolean isMended = isVerdict(STEADY, after);
    boolean isBroken = isVerdict(STEADY, before);
    return verdict.judged(isMended ? Trend.BETTER : isBroken ? Trend.WORSE : Trend.DIFFERENT);
  }

  private static boolean isVerdict(String verdict, @Nullable State state) {
    return state != null && verdict.equals(state.verdict());
  }

  /** At the longest lag that both measured; at each one's own if the other has no such state. */
  private Quantity carousel(
      LayerPair layer, String name, @Nullable State before, @Nullable State after) {
    int lag = Math.min(longestShare(before), longestShare(after));
    Quantity share =
        quantity(Criterion.CAROUSEL, layer.name(), name, share(before, lag), share(after, lag));
    return lag >= 0 && lag < Integer.MAX_VALUE ? share.at(lag) : share;
  }

  private static int longestShare(@Nullable State state) {
    if (state == null) {
      return Integer.MAX_VALUE;
    }
    double[] gradient = orNone(state.gradient());
    double[] carousel = orNone(state.carousel());
    int at = Math.min(gradient.length, carousel.length) - 1;
    while (at >= 0 && Double.isNaN(carousel[at] / gradient[at])) {
      at--;
    }
    return at;
  }

  private static Figure share(@Nullable State state, int lag) {
    double[] gradient = state == null ? NO_NUMBERS : orNone(state.gradient());
    return state == null || lag < 0 || lag >= gradient.length
        ? Figure.NONE
        : Figure.of(orNone(state.carousel())[lag] / gradient[lag]);
  }

  /** Infinite if a unit loses nothing. */
  private static Figure longest(@Nullable TimeScale scale) {
    double[] all = scale == null ? NO_NUMBERS : orNone(scale.steps());
    return all.length == 0
        ? Figure.NONE
        : Figure.of(
            Arrays.stream(all)
                .map(steps -> Double.isNaN(steps) ? Double.POSITIVE_INFINITY : steps)
                .max()
                .orElse(Double.NaN));
  }

  /** Of a state that has outgrown the bounds of a tanh nothing can be said. */
  private static Figure saturated(@Nullable StateUsed use) {
    double[] left = use == null ? NO_NUMBERS : orNone(use.left());
    double[] norms = use == null ? NO_NUMBERS : orNone(use.norms());
    if (use == null || left.length == 0 || norms.length == 0) {
      return Figure.NONE;
    }
    boolean isBounded = norms[norms.length - 1] <= Math.sqrt(left.length);
    return isBounded
        ? Figure.of(StatUtils.mean(left) + StatUtils.mean(orNone(use.right())))
        : Figure.NONE;
  }

  private static double deadUnits(StateUsed use) {
    Long dead = use.deadUnits();
    return dead == null ? Double.NaN : dead;
  }

  private static Figure use(Layer layer, String state, Function<StateUsed, Double> figure) {
    StateUsed use = LayerPair.use(layer, state);
    return use == null ? Figure.NONE : Figure.of(figure.apply(use));
  }
}
