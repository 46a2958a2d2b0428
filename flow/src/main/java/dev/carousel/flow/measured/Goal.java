package dev.carousel.flow.measured;

import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.steps.Truncation.ChunkLength;
import dev.carousel.flow.training.ClipReport;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The quantities that a cure may promise to improve. */
public enum Goal {
  /** The growth per step of the best state of the worst layer, nearer to zero from below. */
  FADING("growth per step", "nats per step", true),
  /** The growth per step of the state that grows fastest, smaller. */
  GROWING("growth per step", "nats per step", false),
  /** The longest time-scale, longer. */
  TIME_SCALE("longest time-scale", "steps", true),
  /** The largest norm of a gradient that reached the optimizer, smaller. */
  LARGEST_UPDATE("largest gradient that reached the optimizer", "norm", false),
  /** The share of units of the finding's gate or state that are saturated, smaller. */
  SATURATED("saturated units", "share of units", false),
  /** The number of units of the finding's state that never move, fewer. */
  DEAD("units that never move", "units", false),
  /** The drift of the finding's state, less. */
  DRIFT("drift of the state's norm", "share per step", false),
  /** The share of updates that hooks made smaller, smaller. */
  CLIPPED("updates that were clipped", "share of updates", false),
  /** The cosine of the gradient in chunks with the full one, larger. */
  TRUNCATED("cosine of the truncated gradient", "cosine", true);

  private final String words;
  private final String unit;
  private final boolean isMoreBetter;

  Goal(String words, String unit, boolean isMoreBetter) {
    this.words = words;
    this.unit = unit;
    this.isMoreBetter = isMoreBetter;
  }

  public String words() {
    return words;
  }

  public String unit() {
    return unit;
  }

  /**
   * Whether its figures are positive and span decades, so that ratios say more than differences.
   */
  public boolean isRatio() {
    return this == LARGEST_UPDATE;
  }

  /** Whether it should become larger; otherwise smaller. */
  public boolean isMoreBetter() {
    return isMoreBetter;
  }

  /**
   * Measures a run.
   *
   * @param finding which names the layer, gate or state
   * @return NaN if it cannot be measured there
   */
  public double of(Run run, Finding finding) {
    return switch (this) {
      case FADING, GROWING -> growth(run);
      case TIME_SCALE -> longestTimeScale(run);
      case LARGEST_UPDATE -> largestUpdate(run);
      case SATURATED -> saturated(run, finding);
      case DEAD -> state(run, finding, StateUse::deadUnits);
      case DRIFT -> drift(run, finding);
      case CLIPPED -> clipped(run);
      case TRUNCATED -> truncated(run);
    };
  }

  private static double growth(Run run) {
    BestState best = Reading.of(run).best();
    return best == null ? Double.NaN : best.growth().perStep();
  }

  private static double longestTimeScale(Run run) {
    return run.report().dynamics().stream()
        .flatMap(layer -> layer.timeScales().stream())
        .mapToDouble(TimeScales::longest)
        .max()
        .orElse(0);
  }

  private static double largestUpdate(Run run) {
    return run.clipping().stream()
        .flatMap(report -> report.entries().stream())
        .mapToDouble(ClipReport.Entry::after)
        .max()
        .orElse(Double.NaN);
  }

  private static double clipped(Run run) {
    return run.clipping()
        .filter(report -> !report.entries().isEmpty())
        .map(ClipReport::clippedShare)
        .orElse(Double.NaN);
  }

  private static double truncated(Run run) {
    return Optional.ofNullable(run.recipe())
        .flatMap(recipe -> run.report().truncation().nearest(recipe.bptt()))
        .map(ChunkLength::cosine)
        .orElse(Double.NaN);
  }

  private static double saturated(Run run, Finding finding) {
    return layer(run, finding)
        .flatMap(layer -> layer.gates().stream())
        .filter(gate -> gate.gate().equals(finding.subject()))
        .mapToDouble(GateUse::unitsShut)
        .findFirst()
        .orElseGet(() -> state(run, finding, Goal::saturated));
  }

  private static double saturated(StateUse state) {
    return state.isBounded() ? state.unitsSaturated() : Double.NaN;
  }

  /** The drift; for another cell without that state, the largest drift of its states. */
  private static double drift(Run run, Finding finding) {
    double drift = state(run, finding, StateUse::drift);
    return Double.isNaN(drift)
        ? layer(run, finding)
            .flatMap(layer -> layer.states().stream())
            .mapToDouble(StateUse::drift)
            .max()
            .orElse(Double.NaN)
        : drift;
  }

  private static double state(Run run, Finding finding, ToDoubleFunction<StateUse> measure) {
    return layer(run, finding)
        .flatMap(layer -> layer.states().stream())
        .filter(state -> state.state().equals(finding.subject()))
        .mapToDouble(measure)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Stream<LayerDynamics> layer(Run run, Finding finding) {
    return run.report().dynamics(Objects.requireNonNullElse(finding.layer(), "")).stream();
  }
}
