package dev.carousel.flow.diagnosis;

import dev.carousel.flow.context.Need;
import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.dynamics.TimeScales;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The rules about a layer's units: time-scales, saturation, dead units, drift. */
final class StateRules {
  /** The number of time-scales after which an error counts as vanishing in a {@link Grade}. */
  private static final double SPANS = -Math.log(Grade.LITTLE);

  /** The share of stuck units above which a gate or state is saturated. */
  private static final double MOST = 0.5;

  /** The drift per step above which a state counts as growing: 1 % of its norm. */
  private static final double DRIFT = 0.01;

  /** The minimum number of steps for a drift. */
  private static final int FEWEST_STEPS = 10;

  private StateRules() {}

  /**
   * @param evidence all that was measured, for what is left of the layer's gradient
   */
  static List<Finding> of(LayerDynamics layer, Evidence evidence) {
    List<Finding> findings = new ArrayList<>();
    Need need = evidence.need();
    if (!need.isMet() && !need.isUnknown() && isLost(layer, evidence)) {
      layer.timeScales().forEach(scales -> timeScales(layer, scales, need.lag(), findings));
    }
    layer.gates().forEach(gate -> gate(layer, gate, findings));
    layer.states().forEach(state -> state(layer, state, findings));
    return findings;
  }

  /** Whether no state of the layer carries enough of the gradient to where it matters. */
  private static boolean isLost(LayerDynamics layer, Evidence evidence) {
    return evidence.report().flow().layers().stream()
        .filter(flow -> flow.name().equals(layer.name()))
        .flatMap(flow -> flow.states().stream())
        .allMatch(state -> evidence.grade(state).isLost());
  }

  private static void timeScales(
      LayerDynamics layer, TimeScales scales, int lag, List<Finding> findings) {
    double longest = scales.longest();
    if (longest * SPANS < lag) {
      findings.add(
          new Finding(
              Rule.SHORT_TIME_SCALES,
              "The time-scales of state "
                  + scales.state()
                  + " of "
                  + layer.name()
                  + " are too short for lag "
                  + lag
                  + ".",
              List.of(
                  Words.text(
                      "In the unit that keeps an error longest, the error falls to 1/e in %s steps"
                          + " (-1/ln of the measured carry factor).",
                      longest),
                  Words.text(
                      "After %d steps, %s of it is left there, and less in all other units.",
                      lag, Math.exp(-lag / longest))),
              Confidence.beyond(longest * SPANS, lag),
              layer.name(),
              scales.state()));
    }
  }

  private static void gate(LayerDynamics layer, GateUse gate, List<Finding> findings) {
    double shut = gate.unitsShut();
    if (shut > MOST) {
      findings.add(
          new Finding(
              Rule.SATURATION,
              "The gate " + gate.gate() + " of " + layer.name() + " is shut.",
              List.of(
                  Words.percent(shut)
                      + " of its units are below 0.1 at nine steps of ten. There, less than a "
                      + "tenth of a value gets through, and less than a tenth of a gradient "
                      + "through the gate's own sigmoid."),
              Confidence.beyond(shut, MOST),
              layer.name(),
              gate.gate()));
    }
  }

  private static void state(LayerDynamics layer, StateUse state, List<Finding> findings) {
    int units = state.range().length;
    if (state.deadUnits() > 0) {
      findings.add(
          new Finding(
              Rule.DEAD_UNITS,
              "Units of state " + state.state() + " of " + layer.name() + " never move.",
              List.of(
                  state.deadUnits()
                      + " of "
                      + units
                      + " units keep the same value "
                      + "throughout."),
              Confidence.beyond(mostOfTheDead(state), StateUse.STILL),
              layer.name(),
              state.state()));
    }
    double stuck = state.unitsSaturated();
    if (state.isBounded() && stuck > MOST) {
      findings.add(
          new Finding(
              Rule.SATURATION,
              "State " + state.state() + " of " + layer.name() + " is saturated.",
              List.of(
                  Words.percent(stuck)
                      + " of its units are beyond -0.9 or 0.9 at nine steps of ten, where the"
                      + " slope of a tanh is less than 0.19."),
              Confidence.beyond(stuck, MOST),
              layer.name(),
              state.state()));
    }
    if (state.drift() > DRIFT && !state.isBounded()) {
      findings.add(drift(layer, state));
    }
  }

  /** The largest range of a dead unit. */
  private static double mostOfTheDead(StateUse state) {
    return Arrays.stream(state.range()).filter(moved -> moved < StateUse.STILL).max().orElse(0);
  }

  /** The finding of a drift; never certain, as it is measured on few sequences. */
  private static Finding drift(LayerDynamics layer, StateUse state) {
    int steps = state.norms().length;
    int fitted = steps - steps / 2;
    List<String> evidence = new ArrayList<>();
    evidence.add(
        Words.text(
            "Its norm grows by a share of %s per step, to %s after %d steps.",
            state.drift(), state.norms()[steps - 1], steps));
    boolean isEnough = fitted >= FEWEST_STEPS;
    if (!isEnough) {
      evidence.add(
          "A slope over "
              + fitted
              + " steps is not conclusive; "
              + FEWEST_STEPS
              + " would be enough.");
    }
    return new Finding(
        Rule.DRIFT,
        "State "
            + state.state()
            + " of "
            + layer.name()
            + " is still growing at the end of the sequence.",
        evidence,
        isEnough ? Confidence.MEDIUM : Confidence.TOO_LITTLE_EVIDENCE,
        layer.name(),
        state.state());
  }
}
