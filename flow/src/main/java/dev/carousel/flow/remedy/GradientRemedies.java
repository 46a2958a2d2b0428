package dev.carousel.flow.remedy;

import static dev.carousel.plugin.PluginKind.CELL;
import static java.util.stream.Collectors.joining;

import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.measured.BestState;
import dev.carousel.flow.measured.Measure;
import dev.carousel.flow.measured.Reading;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change.OfCell;
import dev.carousel.flow.training.FlowHistory;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;

/** What to try where a gradient vanishes or explodes. */
final class GradientRemedies {
  static final String FORGET_BIAS = "forget-bias";
  static final String CHRONO = "chrono";
  static final String INIT = "init";
  static final String GAIN = "gain";

  /** The longest step of a cell that is made of an equation in time: what is kept is 1 less it. */
  private static final String TIME_STEP = "dt";

  private static final String LSTM = "lstm";
  private static final List<String> GATED = List.of(LSTM, "gru");

  /** Of shorter time-scales there is nothing to spread. */
  private static final int SHORTEST_CHRONO = 4;

  private final Catalogue catalogue;
  private final TrainingRemedies training;

  GradientRemedies(Catalogue catalogue, TrainingRemedies training) {
    this.catalogue = catalogue;
    this.training = training;
  }

  /**
   * Against vanishing, and against time-scales that are too short.
   *
   * @param promise what is to become better
   */
  List<Remedy> vanishing(Run run, int lag, Measure promise) {
    PluginRef cell = PluginRef.parse(run.cell());
    if (catalogue.has(CELL, cell, FORGET_BIAS)) {
      List<Remedy> open = openForgetGate(cell, lag, promise);
      return open.isEmpty() && run.trained() ? List.of(untrained()) : open;
    }
    if (catalogue.has(CELL, cell, CHRONO) || catalogue.has(CELL, cell, TIME_STEP)) {
      return ownOptions(cell, lag, promise);
    }
    if (isGated(run, cell)) {
      PluginRef lstm = PluginRef.parse(LSTM);
      return catalogue.has(CELL, lstm, CHRONO) ? List.of(chrono(lstm, lag, promise)) : List.of();
    }
    List<Remedy> remedies = new ArrayList<>();
    List<PluginRef> gated =
        GATED.stream().filter(id -> catalogue.isKnown(CELL, id)).map(PluginRef::parse).toList();
    if (!gated.isEmpty()) {
      List<Change> changes = gated.stream().<Change>map(OfCell::new).toList();
      String options = changes.stream().map(Change::options).collect(joining(" or "));
      remedies.add(
          new Remedy(options, "gates let the error pass by the matrices", changes, promise));
    }
    if (catalogue.has(CELL, cell, INIT)
        && !catalogue.value(CELL, cell, INIT).equals("orthogonal")) {
      remedies.add(
          Remedy.of(
              new OfCell(Catalogue.with(cell, INIT, "orthogonal")),
              promise,
              "every singular value of the recurrent matrices starts at the gain"));
    }
    training
        .preservation(run, promise, "holds the norm of errors from step to step")
        .ifPresent(remedies::add);
    return remedies;
  }

  private static Remedy untrained() {
    return new Remedy(
        "--untrained", "shows whether it is training that closes the gates", List.of(), null);
  }

  /** Of a cell without a forget gate: time-scales by its own name for them. */
  private List<Remedy> ownOptions(PluginRef cell, int lag, Measure promise) {
    if (catalogue.has(CELL, cell, CHRONO)) {
      return catalogue.number(CELL, cell, CHRONO) > 0
          ? List.of()
          : List.of(chrono(cell, lag, promise));
    }
    double step = 1.0 / lag;
    return catalogue.number(CELL, cell, TIME_STEP) <= step
        ? List.of()
        : List.of(
            Remedy.of(
                new OfCell(Catalogue.with(cell, TIME_STEP, Catalogue.plain(step))),
                promise,
                "a state that moves by at most "
                    + Catalogue.plain(step)
                    + " of the way to what is"
                    + " new at each step keeps 1/e over "
                    + lag));
  }

  /** A plugin's cell is known by the gates that it shows. */
  private static boolean isGated(Run run, PluginRef cell) {
    boolean showsGates =
        run.report().dynamics().stream().anyMatch(layer -> !layer.gates().isEmpty());
    return showsGates
        || GATED.stream().anyMatch(id -> cell.id().equals(id) || cell.id().startsWith(id + "-"));
  }

  static Remedy chrono(PluginRef cell, int lag, Measure promise) {
    return Remedy.of(
        new OfCell(Catalogue.with(cell, CHRONO, Integer.toString(lag))),
        promise,
        "gates start on time-scales spread up to " + lag + " steps (chrono)");
  }

  /** sigmoid(ln(lag - 1)) = 1 - 1/lag: a gate that keeps about 1/e over that lag. */
  static double biasFor(int lag) {
    return Math.round(10 * Math.log(Math.max(2, lag - 1))) / 10.0;
  }

  /** Empty if the gates start open for that lag already. */
  List<Remedy> openForgetGate(PluginRef cell, int lag, Measure promise) {
    List<Remedy> remedies = new ArrayList<>();
    if (catalogue.number(CELL, cell, CHRONO) > 0) {
      return remedies;
    }
    double bias = biasFor(lag);
    if (catalogue.number(CELL, cell, FORGET_BIAS) >= bias) {
      return remedies;
    }
    remedies.add(
        Remedy.of(
            new OfCell(Catalogue.with(cell, FORGET_BIAS, Numbers.decimals(bias, 1))),
            promise,
            "opens the forget gates: 1/e is left along the cell state at lag " + lag));
    if (catalogue.has(CELL, cell, CHRONO) && lag >= SHORTEST_CHRONO) {
      remedies.add(chrono(cell, lag, promise));
    }
    return remedies;
  }

  /** Against an explosion. */
  List<Remedy> exploding(Run run, Reading reading) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    BestState best = reading.best();
    List<Change> bounds = run.hasFailed() ? training.bounds(run) : List.of();
    if (best != null && catalogue.has(CELL, cell, GAIN) && !bounds.isEmpty()) {
      List<Change> both = new ArrayList<>(bounds);
      both.add(0, new OfCell(Catalogue.with(cell, GAIN, smallerGain(cell, best.growth()))));
      remedies.add(
          Remedy.of(
              new Change.Together(both),
              Measure.GROWING,
              "smaller matrices to start from, and bounded updates: one without the other may not"
                  + " do"));
    }
    training
        .clip(run, Measure.LARGEST_UPDATE, "bounds every update; the gradient itself still grows")
        .ifPresent(remedies::add);
    if (best != null && catalogue.has(CELL, cell, GAIN)) {
      remedies.add(
          Remedy.of(
              new OfCell(Catalogue.with(cell, GAIN, smallerGain(cell, best.growth()))),
              Measure.GROWING,
              "smaller recurrent matrices to start from"));
    }
    if (best != null && cameByTraining(run, reading.layer(), best.state())) {
      training
          .smallerStep(
              run,
              Measure.GROWING,
              "it did not explode at first: smaller steps take the weights less far")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  /** One step multiplies by the matrix, so the growth of one step is taken out of it. */
  private String smallerGain(PluginRef cell, Growth growth) {
    return Numbers.ratio(catalogue.number(CELL, cell, GAIN) * Math.exp(-growth.perStep()));
  }

  /** Whether the first measurement of the training found the state not to explode. */
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
