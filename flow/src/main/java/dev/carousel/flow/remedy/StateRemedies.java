package dev.carousel.flow.remedy;

import static dev.carousel.plugin.PluginKind.CELL;
import static dev.carousel.spi.OptionRole.ACTIVATION;
import static dev.carousel.spi.OptionRole.INPUT_COUPLING;
import static dev.carousel.spi.OptionRole.MEMORY_BIAS;
import static dev.carousel.spi.OptionRole.MEMORY_SPAN;
import static dev.carousel.spi.OptionRole.RECURRENT_GAIN;
import static dev.carousel.spi.OptionRole.RECURRENT_INIT;

import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Change.OfCell;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.ChoiceRole;
import dev.carousel.spi.OptionRole;
import dev.carousel.spi.PluginRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Remedies for units that are saturated, dead or drifting. */
final class StateRemedies {
  private static final String TRUE = "true";
  private static final String FALSE = "false";

  /** A span of no steps: the biases are not spread. */
  private static final String OFF = "0";

  private final Catalogue catalogue;
  private final GradientRemedies gradient;
  private final TrainingRemedies training;

  StateRemedies(Catalogue catalogue, GradientRemedies gradient, TrainingRemedies training) {
    this.catalogue = catalogue;
    this.gradient = gradient;
    this.training = training;
  }

  /**
   * For a closed gate or a saturated state: sums that start nearer to zero, where the slope is
   * larger (Glorot and Bengio, 2010), and steps that keep them there.
   */
  List<Remedy> saturation(Run run, Finding finding, int lag) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    String subject = Objects.requireNonNullElse(finding.subject(), "");
    if (actsOn(cell, MEMORY_BIAS, subject)) {
      remedies.addAll(gradient.openMemoryGate(cell, lag, Goal.SATURATED));
    }
    openInputGate(cell, subject, remedies);
    if (isScaled(cell)) {
      double gain = catalogue.number(CELL, cell, RECURRENT_GAIN) / 2;
      catalogue
          .with(CELL, cell, RECURRENT_GAIN, Catalogue.plain(gain))
          .map(
              other ->
                  ofCell(
                      other,
                      Goal.SATURATED,
                      "smaller initial recurrent matrices keep sums where the slope is large"))
          .ifPresent(remedies::add);
    }
    if (run.trained()) {
      training
          .clip(run, Goal.SATURATED, "keeps a single large update from saturating units")
          .ifPresent(remedies::add);
      training
          .smallerStep(run, Goal.SATURATED, "changes units less per update")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  private boolean actsOn(PluginRef cell, OptionRole role, String gate) {
    return !gate.isEmpty()
        && catalogue.option(CELL, cell, role).filter(spec -> spec.gate().equals(gate)).isPresent();
  }

  /**
   * For a closed input gate: chrono initialisation sets b_i = -b_f, and a coupled input gate is 1
   * minus the forget gate.
   */
  private void openInputGate(PluginRef cell, String gate, List<Remedy> remedies) {
    if (actsOn(cell, MEMORY_SPAN, gate) && catalogue.number(CELL, cell, MEMORY_SPAN) > 0) {
      String span = catalogue.option(CELL, cell, MEMORY_SPAN).orElseThrow().name();
      String memory = gradient.memoryGates(cell);
      catalogue
          .reset(CELL, cell, MEMORY_SPAN, OFF)
          .map(
              other ->
                  ofCell(
                      other,
                      Goal.SATURATED,
                      span + " starts the " + gate + " gates as far shut as " + memory + " open"))
          .ifPresent(remedies::add);
    }
    if (actsOn(cell, INPUT_COUPLING, gate)
        && catalogue.value(CELL, cell, INPUT_COUPLING).equals(TRUE)) {
      String memory = gradient.memoryGate(cell);
      String opens = memory.isEmpty() ? "the state is kept" : "the " + memory + " gate opens";
      catalogue
          .reset(CELL, cell, INPUT_COUPLING, FALSE)
          .map(
              other ->
                  ofCell(
                      other,
                      Goal.SATURATED,
                      article(gate) + " gate of its own, which need not close when " + opens))
          .ifPresent(remedies::add);
    }
  }

  private static String article(String gate) {
    return ("aeiou".indexOf(gate.charAt(0)) < 0 ? "a " : "an ") + gate;
  }

  private boolean isScaled(PluginRef cell) {
    return catalogue.number(CELL, cell, RECURRENT_GAIN) > 0
        && !catalogue.means(CELL, cell, RECURRENT_INIT, ChoiceRole.ZERO);
  }

  /**
   * For units that never move: relu units can die (Maas and others, 2013), and so can units that
   * start from zeros.
   */
  List<Remedy> deadUnits(Run run) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    if (catalogue.means(CELL, cell, ACTIVATION, ChoiceRole.ONE_SIDED)) {
      String now = catalogue.value(CELL, cell, ACTIVATION);
      catalogue
          .with(CELL, cell, ACTIVATION, ChoiceRole.BOUNDED)
          .map(other -> ofCell(other, Goal.DEAD, slope(now, other)))
          .ifPresent(remedies::add);
    }
    if (catalogue.means(CELL, cell, RECURRENT_INIT, ChoiceRole.ZERO)) {
      catalogue
          .otherThan(CELL, cell, RECURRENT_INIT, ChoiceRole.ZERO)
          .map(
              other ->
                  ofCell(
                      other,
                      Goal.DEAD,
                      "units that start from zeros are all equal and receive no input"))
          .ifPresent(remedies::add);
    }
    if (run.trained()) {
      training
          .smallerStep(run, Goal.DEAD, "large steps move units to where they have no gradient")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  private String slope(String now, PluginRef other) {
    return "a unit that "
        + now
        + " sets to 0 has no slope to recover by; "
        + catalogue.value(CELL, other, ACTIVATION)
        + " always has one";
  }

  /**
   * For a state that still grows at the end of a sequence: a cell that forgets (Gers and others,
   * 2000) or is bounded.
   */
  List<Remedy> drift(Run run, Finding finding, int lag) {
    PluginRef cell = PluginRef.parse(run.cell());
    List<Remedy> remedies = new ArrayList<>();
    forgetMore(cell, lag).ifPresent(remedies::add);
    remedies.addAll(bounded(cell));
    if (run.trained()) {
      training
          .clip(run, Goal.LARGEST_UPDATE, "bounds the updates that so large a state causes")
          .ifPresent(remedies::add);
    }
    return remedies;
  }

  /** Remedies that bound a state by -1 and 1: another setting of the cell, or another cell. */
  private List<Remedy> bounded(PluginRef cell) {
    List<Remedy> remedies = new ArrayList<>();
    if (catalogue.value(CELL, cell, INPUT_COUPLING).equals(FALSE)) {
      catalogue
          .with(CELL, cell, INPUT_COUPLING, TRUE)
          .map(
              other ->
                  ofCell(
                      other,
                      Goal.DRIFT,
                      "new input replaces the old state: no unit leaves -1 to 1"))
          .ifPresent(remedies::add);
    }
    if (!catalogue.means(CELL, cell, ACTIVATION, ChoiceRole.BOUNDED)) {
      String why =
          "no unit leaves -1 to 1, where "
              + catalogue.value(CELL, cell, ACTIVATION)
              + " has no bound";
      catalogue
          .with(CELL, cell, ACTIVATION, ChoiceRole.BOUNDED)
          .map(other -> ofCell(other, Goal.DRIFT, why))
          .ifPresent(remedies::add);
    }
    if (!catalogue.is(CELL, cell, PluginRole.BOUNDED_STATE)) {
      catalogue.list(CELL, PluginRole.PROPOSED, PluginRole.BOUNDED_STATE).stream()
          .limit(1)
          .map(
              other ->
                  ofCell(
                      other,
                      Goal.DRIFT,
                      "its state is a mean of the last state and a tanh: no unit leaves -1 to 1"))
          .forEach(remedies::add);
    }
    return remedies;
  }

  private Optional<Remedy> forgetMore(PluginRef cell, int lag) {
    double longest = catalogue.number(CELL, cell, MEMORY_SPAN);
    if (longest > lag + 1) { // not by a single step, as for a sequence of lag + 1 steps
      return gradient.span(cell, lag, Goal.DRIFT);
    }
    double bias = catalogue.number(CELL, cell, MEMORY_BIAS);
    double enough = GradientRemedies.biasFor(lag);
    boolean isOpen = longest == 0 && bias > enough;
    PluginRef free =
        longest > 0 ? catalogue.reset(CELL, cell, MEMORY_SPAN, OFF).orElse(cell) : cell;
    return catalogue
        .with(CELL, free, MEMORY_BIAS, Numbers.decimals(isOpen ? enough : bias - 1, 1))
        .map(
            other ->
                ofCell(
                    other,
                    Goal.DRIFT,
                    isOpen
                        ? "forgets what is older than lag " + lag
                        : "closes "
                            + gradient.memoryGates(cell)
                            + " a little, so that the state decays"));
  }

  private static Remedy ofCell(PluginRef cell, Goal promise, String why) {
    return Remedy.of(new OfCell(cell), promise, why);
  }
}
