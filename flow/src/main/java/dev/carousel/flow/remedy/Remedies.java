package dev.carousel.flow.remedy;

import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.Goal;
import dev.carousel.flow.measured.Reading;
import dev.carousel.flow.measured.Run;
import dev.carousel.model.Stack;
import dev.carousel.plugin.Plugins;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prescribes remedies for findings. They use only available plugins and options, and none that is
 * known to be set already. Immutable.
 */
public final class Remedies {
  /** The shortest lag for a memory gate, which must keep a state for more than the present step. */
  private static final int SHORTEST = 2;

  private final Catalogue catalogue;
  private final GradientRemedies gradient;
  private final StateRemedies state;
  private final TrainingRemedies training;

  /** Remedies that use these plugins. */
  public Remedies(Plugins plugins) {
    catalogue = new Catalogue(plugins);
    training = new TrainingRemedies(catalogue);
    gradient = new GradientRemedies(catalogue, training);
    state = new StateRemedies(catalogue, gradient, training);
  }

  /**
   * The remedies for one network, without contradictions, for the context that its data rewards.
   * None for a network whose layers differ: a remedy is about the one cell of a network.
   *
   * @return by finding, in the order in which to report and to try them: first the findings about
   *     the gradient itself, then the others as found
   */
  public Map<Finding, List<Remedy>> of(Run run) {
    if (Stack.isText(run.cell())) {
      Map<Finding, List<Remedy>> none = new LinkedHashMap<>();
      run.findings().forEach(finding -> none.put(finding, List.of()));
      return none;
    }
    int lag = Math.max(SHORTEST, run.need().isMeasured() ? run.need().context() : run.need().lag());
    return Prescriptions.of(run, catalogue, lag, finding -> of(run, finding, lag));
  }

  /**
   * The remedies for a single finding.
   *
   * @param lag over which the gradient should come back
   */
  public List<Remedy> of(Run run, Finding finding, int lag) {
    return switch (finding.rule()) {
      case VANISHING -> gradient.vanishing(run, lag, Goal.FADING);
      case SHORT_TIME_SCALES -> gradient.vanishing(run, lag, Goal.TIME_SCALE);
      case EXPLODING -> gradient.exploding(run, Reading.of(run));
      case NON_FINITE, DIVERGED -> training.failed(run);
      case WORSE_THAN_CONSTANT ->
          run.isUseless()
              ? training.useless(run)
              : List.of(); // what it reads is to be checked, not what it is
      case SATURATION -> state.saturation(run, finding, lag);
      case DEAD_UNITS -> state.deadUnits(run);
      case DRIFT -> state.drift(run, finding, lag);
      case CLIPPING_AS_LEARNING_RATE -> training.clippingAsLearningRate(run);
      case SHORT_TRUNCATION -> training.shortTruncation(run);
    };
  }
}
