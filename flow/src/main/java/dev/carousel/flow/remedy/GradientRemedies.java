package dev.carousel.flow.remedy;

import static dev.carousel.plugin.PluginKind.CELL;
import static dev.carousel.spi.OptionRole.MEMORY_BIAS;
import static dev.carousel.spi.OptionRole.MEMORY_SPAN;
import static dev.carousel.spi.OptionRole.RECURRENT_GAIN;
import static dev.carousel.spi.OptionRole.RECURRENT_INIT;
import static dev.carousel.spi.OptionRole.TIME_STEP;
import static java.util.stream.Collectors.joining;

import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.measured.BestState;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Reading;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change.OfCell;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.ChoiceRole;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Remedies for a vanishing or exploding gradient. */
final class GradientRemedies {
  /** The shortest span over which time-scales can be spread. */
  private static final int SHORTEST_SPAN = 4;

  private final Catalogue catalogue;
  private final TrainingRemedies training;

  GradientRemedies(Catalogue catalogue, TrainingRemedies training) {
    this.catalogue = catalogue;
    this.training = training;
  }

  /**
   * Against vanishing, and against time-scales that are too short.
   *
   * @param promise the quantity to improve
   */
  List<Remedy> vanishing(Run run, int lag, Goal promise) {
    PluginRef cell = PluginRef.parse(run.cell());
    if (catalogue.has(CELL, cell, MEMORY_BIAS)) {
      List<Remedy> open = openMemoryGate(cell, lag, promise);
      return open.isEmpty() && run.trained() ? List.of(untrained()) : open;
    }
    if (catalogue.has(CELL, cell, MEMORY_SPAN) || catalogue.has(CELL, cell, TIME_STEP)) {
      return ownOptions(cell, lag, promise);
    }
    if (isGated(run, cell)) {
      return gated().flatMap(other -> span(other, lag, promise).stream()).limit(1).toList();
    }
    List<Remedy> remedies = new ArrayList<>();
    List<Change> changes = gated().<Change>map(OfCell::new).toList();
    if (!changes.isEmpty()) {
      String options = changes.stream().map(Change::options).collect(joining(" or "));
      remedies.add(
          new Remedy(options, "gates let the error bypass the matrices", changes, promise));
    }
    if (!catalogue.means(CELL, cell, RECURRENT_INIT, ChoiceRole.ORTHOGONAL)) {
      catalogue
          .with(CELL, cell, RECURRENT_INIT, ChoiceRole.ORTHOGONAL)
          .map(
              other ->
                  Remedy.of(
                      new OfCell(other),
                      promise,
                      "every singular value of the recurrent matrices starts at the gain"))
          .ifPresent(remedies::add);
    }
    training
        .preservation(run, promise, "keeps the norm of errors from step to step")
        .ifPresent(remedies::add);
    return remedies;
  }

  /** Cells with gates that may be proposed; those whose memory can be set come first. */
  private Stream<PluginRef> gated() {
    return catalogue.list(CELL, PluginRole.PROPOSED, PluginRole.GATED).stream()
        .sorted(Comparator.comparing(cell -> !catalogue.has(CELL, cell, MEMORY_BIAS)));
  }

  private static Remedy untrained() {
    return new Remedy("--untrained", "shows whether training closes the gates", List.of(), null);
  }

  /** Remedies for a cell without a bias that opens a gate: its own option for time-scales. */
  private List<Remedy> ownOptions(PluginRef cell, int lag, Goal promise) {
    if (catalogue.has(CELL, cell, MEMORY_SPAN)) {
      return catalogue.number(CELL, cell, MEMORY_SPAN) > 0
          ? List.of()
          : span(cell, lag, promise).stream().toList();
    }
    double step = 1.0 / lag;
    if (catalogue.number(CELL, cell, TIME_STEP) <= step) {
      return List.of();
    }
    return catalogue
        .with(CELL, cell, TIME_STEP, Catalogue.plain(step))
        .map(
            other ->
                Remedy.of(
                    new OfCell(other),
                    promise,
                    "a state that moves by at most "
                        + Catalogue.plain(step)
                        + " of the way to what is"
                        + " new at each step keeps 1/e over "
                        + lag))
        .stream()
        .toList();
  }

  /** A cell is known by its role, or by the gates that it shows. */
  private boolean isGated(Run run, PluginRef cell) {
    return catalogue.is(CELL, cell, PluginRole.GATED)
        || run.report().dynamics().stream().anyMatch(layer -> !layer.gates().isEmpty());
  }

  /** Time-scales spread up to a lag; empty if the cell has no option for that. */
  Optional<Remedy> span(PluginRef cell, int lag, Goal promise) {
    return catalogue
        .option(CELL, cell, MEMORY_SPAN)
        .flatMap(
            spec ->
                catalogue
                    .with(CELL, cell, MEMORY_SPAN, Integer.toString(lag))
                    .map(
                        other ->
                            Remedy.of(
                                new OfCell(other),
                                promise,
                                "gates start on time-scales spread up to "
                                    + lag
                                    + " steps ("
                                    + spec.name()
                                    + ")")));
  }

  /** sigmoid(ln(lag - 1)) = 1 - 1/lag: a gate that keeps about 1/e over that lag. */
  static double biasFor(int lag) {
    return Math.round(10 * Math.log(Math.max(2, lag - 1))) / 10.0;
  }

  /** Remedies that open the memory gates; empty if the gates already start open for that lag. */
  List<Remedy> openMemoryGate(PluginRef cell, int lag, Goal promise) {
    List<Remedy> remedies = new ArrayList<>();
    if (catalogue.number(CELL, cell, MEMORY_SPAN) > 0) {
      return remedies;
    }
    double bias = biasFor(lag);
    if (catalogue.number(CELL, cell, MEMORY_BIAS) >= bias) {
      return remedies;
    }
    catalogue
        .with(CELL, cell, MEMORY_BIAS, Numbers.decimals(bias, 1))
        .map(other -> Remedy.of(new OfCell(other), promise, opens(memoryGates(cell), lag)))
        .ifPresent(remedies::add);
    if (lag >= SHORTEST_SPAN) {
      span(cell, lag, promise).ifPresent(remedies::add);
    }
    return remedies;
  }

  private static String opens(String gates, int lag) {
    return "opens " + gates + ": 1/e is left along the cell state at lag " + lag;
  }

  /** The cell's name for the gates that keep its state. */
  String memoryGates(PluginRef cell) {
    String gate = memoryGate(cell);
    return gate.isEmpty() ? "the gates that keep the state" : "the " + gate + " gates";
  }

  /** The cell's name for one such gate; empty if unknown. */
  String memoryGate(PluginRef cell) {
    return catalogue.option(CELL, cell, MEMORY_BIAS).map(OptionSpec::gate).orElse("");
  }

  /** Against an explosion. */
  List<Remedy> exploding(Run run, Reading reading) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    BestState best = reading.best();
    List<Change> smaller = best == null ? List.of() : smallerGain(cell, best.growth());
    List<Change> bounds = run.hasFailed() ? training.bounds(run) : List.of();
    if (!smaller.isEmpty() && !bounds.isEmpty()) {
      List<Change> both = new ArrayList<>(smaller);
      both.addAll(bounds);
      remedies.add(
          Remedy.of(
              new Change.Together(both),
              Goal.GROWING,
              "smaller initial matrices and bounded updates: one without the other may not be "
                  + "enough"));
    }
    training
        .clip(run, Goal.LARGEST_UPDATE, "bounds every update; the gradient itself still grows")
        .ifPresent(remedies::add);
    smaller.forEach(
        change ->
            remedies.add(Remedy.of(change, Goal.GROWING, "smaller initial recurrent matrices")));
    if (best != null && cameByTraining(run, reading.layer(), best.state())) {
      training
          .smallerStep(
              run,
              Goal.GROWING,
              "it did not explode at first: smaller steps change the weights less")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  /**
   * A smaller gain: one step multiplies by the matrix, so the growth of one step is divided out.
   */
  private List<Change> smallerGain(PluginRef cell, Growth growth) {
    double gain = catalogue.number(CELL, cell, RECURRENT_GAIN) * Math.exp(-growth.perStep());
    return catalogue
        .with(CELL, cell, RECURRENT_GAIN, Numbers.ratio(gain))
        .<Change>map(OfCell::new)
        .stream()
        .toList();
  }

  /** Whether the state did not explode at the first measurement of the training. */
  private static boolean cameByTraining(Run run, LayerFlow layer, StateFlow state) {
    WatchReport watch = run.watch();
    List<FlowHistory.Point> points = watch == null ? List.of() : watch.history();
    return points.stream()
        .limit(1)
        .flatMap(point -> point.flow().layers().stream())
        .filter(first -> first.name().equals(layer.name()))
        .flatMap(first -> first.states().stream())
        .filter(first -> first.state().equals(state.state()))
        .anyMatch(first -> first.verdict() != Verdict.EXPLODING);
  }
}
