package dev.carousel.flow.diagnosis;

import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.context.Need;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Whether the gradient vanishes or explodes, layer by layer. */
final class FlowRules {
  /** The number of samples below which a finding is less certain. */
  private static final int MANY_SAMPLES = 16;

  private static final double HUNDRED = 100;

  private FlowRules() {}

  static List<Finding> of(Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    for (LayerFlow layer : evidence.report().flow().layers()) {
      exploding(layer, evidence).or(() -> vanishing(layer, evidence)).ifPresent(findings::add);
    }
    // What could not be measured may have been drowned by what explodes.
    if (findings.stream().anyMatch(finding -> finding.rule() == Rule.EXPLODING)) {
      findings.removeIf(finding -> finding.confidence() == Confidence.TOO_LITTLE_EVIDENCE);
    }
    return findings;
  }

  private static Optional<Finding> exploding(LayerFlow layer, Evidence evidence) {
    return layer.states().stream()
        .filter(state -> evidence.grade(state).word() == Grade.Word.EXPLODING)
        .max(Comparator.comparingDouble(FlowRules::slope))
        .map(state -> finding(Rule.EXPLODING, layer, state, "explodes", evidence));
  }

  /** Whether the gradient vanishes in the best state of a layer. */
  private static Optional<Finding> vanishing(LayerFlow layer, Evidence evidence) {
    Optional<StateFlow> best =
        layer.states().stream()
            .max(
                Comparator.<StateFlow>comparingDouble(state -> evidence.grade(state).orLost())
                    .thenComparingDouble(FlowRules::slope));
    if (best.isEmpty() || evidence.need().isMet() || evidence.need().isUnknown()) {
      return Optional.empty();
    }
    StateFlow state = best.get();
    return switch (evidence.grade(state).word()) {
      case VANISHING -> Optional.of(finding(Rule.VANISHING, layer, state, "vanishes", evidence));
      case UNMEASURED ->
          Optional.of(
              new Finding(
                  Rule.VANISHING,
                  "It is unknown whether the gradient vanishes in " + layer.name() + ".",
                  List.of("Too few lags could be measured in each of its states."),
                  Confidence.TOO_LITTLE_EVIDENCE,
                  layer.name(),
                  null));
      default -> Optional.empty();
    };
  }

  private static double slope(StateFlow state) {
    Growth growth = state.growth();
    return growth == null ? Double.NEGATIVE_INFINITY : growth.perStep();
  }

  private static Finding finding(
      Rule rule, LayerFlow layer, StateFlow state, String verb, Evidence all) {
    List<String> evidence = new ArrayList<>();
    Growth growth = state.growth();
    if (growth == null) {
      evidence.add(
          rule == Rule.EXPLODING
              ? "It rises above the largest number of float32 before three lags can be measured."
              : "It falls below the floor of float32 before three lags can be measured.");
    } else {
      evidence.add(
          growth.estimate().isTestable()
              ? Words.text(
                  "ln of the gradient changes by %s per step (95 %% interval %s to %s, over %d"
                      + " lags).",
                  growth.perStep(), growth.low95(), growth.high95(), growth.lags())
              : Words.text(
                  "ln of the gradient changes by %s per step, over %d lags of one piece of data.",
                  growth.perStep(), growth.lags()));
      int last = growth.lags() - 1;
      evidence.add(Words.text("At lag %d, %s of it is left.", last, state.gradient()[last]));
    }
    evidence.add(where(rule, all.grade(state), all.need()));
    evidence.add(state.samples() + " samples.");
    return new Finding(
        rule,
        "The gradient " + verb + " in state " + state.state() + " of " + layer.name() + ".",
        evidence,
        confidence(rule, state, all),
        layer.name(),
        state.state());
  }

  /** What is left where it matters. */
  private static String where(Rule rule, Grade grade, Need need) {
    if (rule == Rule.EXPLODING) {
      return Words.text(
          "At lag %d, as far as errors travel in training, it is %s times as large.",
          grade.lag(), grade.left());
    }
    return Words.text(
        need.isMeasured()
            ? "The data rewards a context of about "
                + need.context()
                + " steps: at lag %d, %s is left."
            : "What the data rewards was not measured: at lag %d, the longest measured, %s is"
                + " left.",
        grade.lag(),
        grade.left());
  }

  /**
   * A grade of vanishing or exploding means a change by more than a factor of 100. A vanishing
   * gradient is a fault only at a lag that the data rewards, which must be known.
   */
  private static Confidence confidence(Rule rule, StateFlow state, Evidence all) {
    Growth growth = state.growth();
    boolean isOnePiece = growth != null && !growth.estimate().isTestable();
    boolean isNeedKnown = rule == Rule.EXPLODING || all.need().isMeasured();
    if (state.samples() < MANY_SAMPLES || isOnePiece || !isNeedKnown) {
      return Confidence.MEDIUM;
    }
    double left = Math.abs(Math.log(all.grade(state).left()));
    return Confidence.beyond(left, Math.log(HUNDRED));
  }
}
