package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.dynamics.LayerDynamics;
import dev.carousel.flow.dynamics.Lyapunov;
import dev.carousel.flow.dynamics.ParallelInTime;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How far a gradient reaches and what carries it, as a table with a row for each state. */
final class ReachText {
  private static final int DECIMALS = 3;

  private final List<Run> runs;
  private final List<String> names;
  private final Look look;

  private ReachText(List<Run> runs, List<String> names, Look look) {
    this.runs = runs;
    this.names = names;
    this.look = look;
  }

  /** The table; without the spread of the exponents where that would not fit. */
  static List<String> of(List<Run> runs, List<String> names, Look look) {
    ReachText text = new ReachText(runs, names, look);
    List<String> lines = text.lines(true);
    boolean fits = lines.stream().allMatch(line -> line.length() <= look.width());
    List<String> all = new ArrayList<>(fits ? lines : text.lines(false));
    all.addAll(text.parallel());
    return all;
  }

  /** A line for each answer to whether all steps could be computed at once. */
  private List<String> parallel() {
    Map<ParallelInTime, List<String>> answers = new EnumMap<>(ParallelInTime.class);
    for (int i = 0; i < runs.size(); i++) {
      for (LayerFlow layer : runs.get(i).flow().layers()) {
        String label = StateRow.layerLabel(runs, layer);
        String name = label.isEmpty() ? names.get(i) : names.get(i) + " " + label;
        dynamics(runs.get(i), layer)
            .map(LayerDynamics::lyapunov)
            .ifPresent(
                found ->
                    answers
                        .computeIfAbsent(found.parallelInTime(), a -> new ArrayList<>())
                        .add(name));
      }
    }
    List<String> lines = new ArrayList<>();
    answers.forEach((answer, of) -> lines.add(words(answer) + ": " + String.join(", ", of)));
    return lines;
  }

  private static String words(ParallelInTime answer) {
    return switch (answer) {
      case YES -> "  parallel in time (largest exponent below 0)";
      case NO -> "  not parallel in time (largest exponent above 0)";
      case OPEN -> "  open whether parallel in time (largest exponent about 0)";
    };
  }

  private List<String> lines(boolean isSpreadTold) {
    TextTable table =
        new TextTable(
            Align.LEFT,
            Align.LEFT,
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT);
    boolean hasLayers = runs.stream().anyMatch(run -> run.flow().layers().size() > 1);
    table.row(
        "run",
        hasLayers ? "layer" : "",
        "state",
        "to 1 %",
        "mean lag",
        "carousel",
        "time-scale",
        "Lyapunov");
    for (int i = 0; i < runs.size(); i++) {
      for (LayerFlow layer : runs.get(i).flow().layers()) {
        for (StateFlow state : layer.states()) {
          boolean isFirst = state.equals(layer.states().get(0));
          table.row(
              names.get(i),
              StateRow.layerLabel(runs, layer),
              state.state(),
              state.onePercentLag().isEmpty()
                  ? Numbers.NONE
                  : "" + state.onePercentLag().getAsInt(),
              Numbers.decimals(state.meanLag(), 1),
              Numbers.ratio(state.lastCarouselShare()),
              timeScale(runs.get(i), layer, state),
              isFirst ? lyapunov(runs.get(i), layer, isSpreadTold) : "");
        }
      }
    }
    return table.lines();
  }

  /** The longest of the state's units; the hyphen if it has no path past the matrices. */
  private String timeScale(Run run, LayerFlow layer, StateFlow state) {
    Optional<TimeScales> scales =
        dynamics(run, layer).stream()
            .flatMap(found -> found.timeScales().stream())
            .filter(found -> found.state().equals(state.state()))
            .findFirst();
    double steps = scales.map(TimeScales::longest).orElse(Double.NaN);
    if (Double.isInfinite(steps)) {
      return look.unicode() ? "∞" : "inf";
    }
    return steps >= 1000 ? Numbers.ratio(steps) : Numbers.decimals(steps, 1);
  }

  /** The largest exponent of the layer, of all its states together, with its spread. */
  private String lyapunov(Run run, LayerFlow layer, boolean isSpreadTold) {
    Lyapunov found = dynamics(run, layer).map(LayerDynamics::lyapunov).orElse(null);
    if (found == null) {
      return Numbers.NONE;
    }
    double spread = found.spread()[0];
    String width =
        isSpreadTold && !Double.isNaN(spread)
            ? (look.unicode() ? " ± " : " +- ") + Numbers.decimals(spread, DECIMALS)
            : "";
    return Numbers.decimals(found.exponents()[0], DECIMALS) + width;
  }

  private static Optional<LayerDynamics> dynamics(Run run, LayerFlow layer) {
    return run.report().dynamics(layer.name());
  }
}
