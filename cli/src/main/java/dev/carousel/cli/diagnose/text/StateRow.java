package dev.carousel.cli.diagnose.text;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.diagnosis.Grade;
import dev.carousel.flow.measured.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One state of one layer of one network, as a row of a report.
 *
 * @param run the short name of the network
 * @param layer its place, {@code 0} or {@code 0-reverse}; empty where every network has one layer
 * @param flow what was measured
 * @param grade what is left of it where it matters
 * @param verdict the grade in a word, or which other state carries the gradient in its place
 * @param isFault whether the grade is one that was found to be a fault of its layer
 */
record StateRow(
    String run, String layer, StateFlow flow, Grade grade, String verdict, boolean isFault) {
  private static final String LAYER_PREFIX = "layer";

  /** Every state of every network, in order. */
  static List<StateRow> of(List<Run> runs, List<String> names) {
    List<StateRow> rows = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      for (LayerFlow layer : runs.get(i).flow().layers()) {
        for (StateFlow state : layer.states()) {
          rows.add(of(runs.get(i), names.get(i), layerLabel(runs, layer), layer, state));
        }
      }
    }
    return rows;
  }

  private static StateRow of(Run run, String name, String label, LayerFlow layer, StateFlow state) {
    Grade grade = run.grade(state);
    Optional<StateFlow> carrier = run.carrier(layer, state);
    String verdict =
        carrier.map(other -> "carried by " + other.state()).orElse(grade.word().word());
    boolean isFault = run.isFaulty(layer) && carrier.isEmpty();
    return new StateRow(name, label, state, grade, verdict, isFault);
  }

  /** What tells a layer from the others of its network. */
  static String layerLabel(List<Run> runs, LayerFlow layer) {
    boolean several = runs.stream().anyMatch(run -> run.flow().layers().size() > 1);
    return several ? layer.name().replaceFirst("^" + LAYER_PREFIX, "") : "";
  }

  /** The gradient at a lag; NaN beyond the last one measured. */
  double at(int lag) {
    double[] gradient = flow.gradient();
    return lag < gradient.length ? gradient[lag] : Double.NaN;
  }
}
