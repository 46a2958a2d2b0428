package dev.carousel.flow.remedy;

import static dev.carousel.flow.remedy.GradientRemedies.CHRONO;
import static dev.carousel.flow.remedy.GradientRemedies.FORGET_BIAS;
import static dev.carousel.flow.remedy.GradientRemedies.GAIN;
import static dev.carousel.flow.remedy.GradientRemedies.INIT;
import static dev.carousel.plugin.PluginKind.CELL;

import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.Measure;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change.OfCell;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What to try where units are saturated, dead, or grow and grow. */
final class StateRemedies {
  private static final String COUPLED = "coupled";
  private static final String ACTIVATION = "activation";
  private static final String TANH = "tanh";
  private static final String GRU = "gru";

  private final Catalogue catalogue;
  private final GradientRemedies gradient;
  private final TrainingRemedies training;

  StateRemedies(Catalogue catalogue, GradientRemedies gradient, TrainingRemedies training) {
    this.catalogue = catalogue;
    this.gradient = gradient;
    this.training = training;
  }

  /**
   * Against a shut gate or a saturated state: sums that start nearer to zero, where the slope is
   * (Glorot and Bengio, 2010), and steps that do not drive them out.
   */
  List<Remedy> saturation(Run run, Finding finding, int lag) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    String subject = Objects.requireNonNullElse(finding.subject(), "");
    if (subject.equals("forget") && catalogue.has(CELL, cell, FORGET_BIAS)) {
      remedies.addAll(gradient.openForgetGate(cell, lag, Measure.SATURATED));
    }
    if (subject.equals("input")) {
      openInputGate(cell, remedies);
    }
    if (isScaled(cell)) {
      double gain = catalogue.number(CELL, cell, GAIN) / 2;
      remedies.add(
          ofCell(
              Catalogue.with(cell, GAIN, Catalogue.plain(gain)),
              Measure.SATURATED,
              "smaller recurrent matrices to start from: smaller sums, where the slope is"));
    }
    if (run.trained()) {
      training
          .clip(run, Measure.SATURATED, "keeps a single large update from driving units there")
          .ifPresent(remedies::add);
      training
          .smallerStep(run, Measure.SATURATED, "drives units less far")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  /** Chrono initialisation has b_i = -b_f; a coupled input gate is what the forget gate leaves. */
  private void openInputGate(PluginRef cell, List<Remedy> remedies) {
    if (catalogue.number(CELL, cell, CHRONO) > 0) {
      remedies.add(
          ofCell(
              Catalogue.without(cell, CHRONO),
              Measure.SATURATED,
              "chrono starts the input gates as far shut as the forget gates open"));
    }
    if (catalogue.value(CELL, cell, COUPLED).equals("true")) {
      remedies.add(
          ofCell(
              Catalogue.without(cell, COUPLED),
              Measure.SATURATED,
              "an input gate of its own, which need not shut where the forget gate opens"));
    }
  }

  private boolean isScaled(PluginRef cell) {
    return catalogue.has(CELL, cell, GAIN)
        && catalogue.number(CELL, cell, GAIN) > 0
        && !catalogue.value(CELL, cell, INIT).equals("zero");
  }

  /** Against units that never move: relu dies (Maas and others, 2013), and so do units of zeros. */
  List<Remedy> deadUnits(Run run) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    if (catalogue.value(CELL, cell, ACTIVATION).equals("relu")) {
      remedies.add(
          ofCell(
              Catalogue.with(cell, ACTIVATION, TANH),
              Measure.DEAD,
              "a unit that relu shuts has no slope to come back by; tanh always has one"));
    }
    if (catalogue.value(CELL, cell, INIT).equals("zero")) {
      remedies.add(
          ofCell(
              Catalogue.without(cell, INIT),
              Measure.DEAD,
              "units that start from zeros are all alike, and get no input to move by"));
    }
    if (run.trained()) {
      training
          .smallerStep(run, Measure.DEAD, "large steps throw units to where nothing moves them")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  /** Against a state that grows and grows: what forgets (Gers and others, 2000), or is bounded. */
  List<Remedy> drift(Run run, Finding finding, int lag) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    if (catalogue.has(CELL, cell, FORGET_BIAS)) {
      remedies.add(forgetMore(cell, lag));
    }
    if (catalogue.value(CELL, cell, COUPLED).equals("false")) {
      remedies.add(
          ofCell(
              Catalogue.with(cell, COUPLED, "true"),
              Measure.DRIFT,
              "what comes in takes the place of what was: no unit leaves -1 to 1"));
    }
    String activation = catalogue.value(CELL, cell, ACTIVATION);
    if (catalogue.has(CELL, cell, ACTIVATION) && !activation.equals(TANH)) {
      remedies.add(
          ofCell(
              Catalogue.with(cell, ACTIVATION, TANH),
              Measure.DRIFT,
              "no unit leaves -1 to 1, where " + activation + " has no bound"));
    }
    if (!cell.id().startsWith(GRU) && catalogue.isKnown(CELL, GRU)) {
      remedies.add(
          ofCell(
              PluginRef.parse(GRU),
              Measure.DRIFT,
              "its state is a mean of the last one and of a tanh: no unit leaves -1 to 1"));
    }
    if (run.trained()) {
      training
          .clip(run, Measure.LARGEST_UPDATE, "bounds what a state so large makes of an update")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  private Remedy forgetMore(PluginRef cell, int lag) {
    double longest = catalogue.number(CELL, cell, CHRONO);
    if (longest > lag) {
      return GradientRemedies.chrono(cell, lag, Measure.DRIFT);
    }
    double bias = catalogue.number(CELL, cell, FORGET_BIAS);
    double enough = GradientRemedies.biasFor(lag);
    boolean isOpen = longest == 0 && bias > enough;
    return ofCell(
        Catalogue.with(
            longest > 0 ? Catalogue.without(cell, CHRONO) : cell,
            FORGET_BIAS,
            Numbers.decimals(isOpen ? enough : bias - 1, 1)),
        Measure.DRIFT,
        isOpen
            ? "forgets what is older than lag " + lag
            : "closes the forget gates a little, so that a state falls back");
  }

  private static Remedy ofCell(PluginRef cell, Measure promise, String why) {
    return Remedy.of(new OfCell(cell), promise, why);
  }
}
