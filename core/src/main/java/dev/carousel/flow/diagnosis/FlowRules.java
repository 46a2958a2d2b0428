package dev.carousel.flow.diagnosis;

import dev.carousel.flow.FlowReport;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether the gradient vanishes or explodes, layer by layer. */
final class FlowRules {
  /** Fewer samples than this make a finding less sure. */
  private static final int MANY_SAMPLES = 16;

  private FlowRules() {}

  static List<Finding> of(FlowReport flow) {
    List<Finding> findings = new ArrayList<>();
    for (LayerFlow layer : flow.layers()) {
      exploding(layer).ifPresent(findings::add);
      boolean isExploding = !findings.isEmpty() && isOf(layer, findings.get(findings.size() - 1));
      if (!isExploding) {
        vanishing(layer).ifPresent(findings::add);
      }
    }
    return findings;
  }

  private static boolean isOf(LayerFlow layer, Finding finding) {
    return layer.name().equals(finding.layer());
  }

  private static Optional<Finding> exploding(LayerFlow layer) {
    return layer.states().stream()
        .filter(state -> state.verdict() == Verdict.EXPLODING)
        .max(Comparator.comparingDouble(FlowRules::slope))
        .map(state -> finding(Rule.EXPLODING, layer, state, "explodes"));
  }

  /** A layer is as good as the best of its states. */
  private static Optional<Finding> vanishing(LayerFlow layer) {
    Optional<StateFlow> best =
        layer.states().stream().max(Comparator.comparingDouble(FlowRules::slope));
    if (best.isEmpty()) {
      return Optional.empty();
    }
    StateFlow state = best.get();
    return switch (state.verdict()) {
      case VANISHING -> Optional.of(finding(Rule.VANISHING, layer, state, "vanishes"));
      case UNMEASURED ->
          Optional.of(
              new Finding(
                  Rule.VANISHING,
                  "Whether the gradient vanishes in " + layer.name() + " cannot be said.",
                  List.of("Fewer than three lags could be measured in any of its states."),
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

  private static Finding finding(Rule rule, LayerFlow layer, StateFlow state, String verb) {
    List<String> evidence = new ArrayList<>();
    Growth growth = state.growth();
    if (growth == null) {
      evidence.add("It falls below the floor of float32 before three lags can be measured.");
    } else {
      evidence.add(
          Words.text(
              "ln of the gradient changes by %s per step (95 %% interval %s to %s, over %d lags).",
              growth.perStep(), growth.low95(), growth.high95(), growth.lags()));
      int last = growth.lags() - 1;
      evidence.add(Words.text("At lag %d, %s of it is left.", last, state.gradient()[last]));
    }
    evidence.add(state.samples() + " samples.");
    return new Finding(
        rule,
        "The gradient " + verb + " in state " + state.state() + " of " + layer.name() + ".",
        evidence,
        confidence(state, growth),
        layer.name(),
        state.state());
  }

  /** A verdict asks for a change by more than e over the lags fitted: for a logarithm of 1. */
  private static Confidence confidence(StateFlow state, @Nullable Growth growth) {
    if (state.samples() < MANY_SAMPLES) {
      return Confidence.MEDIUM;
    }
    return growth == null
        ? Confidence.HIGH
        : Confidence.beyond(Math.abs(growth.perStep()) * (growth.lags() - 1), 1);
  }
}
