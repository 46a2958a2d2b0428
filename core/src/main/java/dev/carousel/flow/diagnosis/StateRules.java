package dev.carousel.flow.diagnosis;

import dev.carousel.flow.dynamics.GateUse;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.StateUse;
import dev.carousel.flow.dynamics.TimeScales;
import java.util.ArrayList;
import java.util.List;

/** What a layer's units do: time-scales, saturation, dead units, drift. */
final class StateRules {
  /** At three time-scales 5 % of an error are left. */
  private static final double SPANS = 3;

  /** A gate or state is saturated if so many of its units are stuck. */
  private static final double MOST = 0.5;

  /** By 1 % of its norm with every step. */
  private static final double DRIFT = 0.01;

  private StateRules() {}

  /**
   * @param lag over which a gradient should come back
   */
  static List<Finding> of(LayerDynamics layer, int lag) {
    List<Finding> findings = new ArrayList<>();
    layer.timeScales().forEach(scales -> timeScales(layer, scales, lag, findings));
    layer.gates().forEach(gate -> gate(layer, gate, findings));
    layer.states().forEach(state -> state(layer, state, findings));
    return findings;
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
                      "The unit that keeps an error longest has it fall to 1/e in %s steps"
                          + " (-1/ln of the measured carry factor).",
                      longest),
                  Words.text(
                      "After %d steps %s of it is left there, and less in all others.",
                      lag, Math.exp(-lag / longest))),
              Confidence.HIGH,
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
                      + " of its units are below 0.1 at nine steps of ten, where less than a tenth"
                      + " of anything gets through, and of a gradient through the gate's own"
                      + " sigmoid."),
              Confidence.HIGH,
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
              List.of(state.deadUnits() + " of " + units + " units keep one value throughout."),
              Confidence.HIGH,
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
              Confidence.HIGH,
              layer.name(),
              state.state()));
    }
    if (state.drift() > DRIFT) {
      findings.add(
          new Finding(
              Rule.DRIFT,
              "State " + state.state() + " of " + layer.name() + " grows and grows.",
              List.of(
                  Words.text(
                      "Its norm grows by %s of itself with every step, up to %s after %d.",
                      state.drift(),
                      state.norms()[state.norms().length - 1],
                      state.norms().length)),
              Confidence.MEDIUM,
              layer.name(),
              state.state()));
    }
  }
}
