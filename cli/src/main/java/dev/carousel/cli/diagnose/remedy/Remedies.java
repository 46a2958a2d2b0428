package dev.carousel.cli.diagnose.remedy;

import dev.carousel.cli.diagnose.measured.Measure;
import dev.carousel.cli.diagnose.measured.Reading;
import dev.carousel.cli.diagnose.measured.Run;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.plugin.Plugins;
import java.util.List;

/**
 * What to try against what was found: only plugins and options that are there, and that are not in
 * force already as far as it is known what a network was trained with.
 */
public final class Remedies {
  private final GradientRemedies gradient;
  private final StateRemedies state;
  private final TrainingRemedies training;

  public Remedies(Plugins plugins) {
    Catalogue catalogue = new Catalogue(plugins);
    training = new TrainingRemedies(catalogue);
    gradient = new GradientRemedies(catalogue, training);
    state = new StateRemedies(catalogue, gradient, training);
  }

  /**
   * What to try, empty where nothing needs to be mended.
   *
   * @param lag over which the gradient should come back
   */
  public List<Remedy> of(Run run, Reading reading, int lag) {
    return switch (reading.verdict()) {
      case VANISHING, UNMEASURED -> gradient.vanishing(run, lag, Measure.FADING);
      case EXPLODING -> gradient.exploding(run, reading);
      case STEADY -> List.of();
    };
  }

  /** What to try against one finding. */
  public List<Remedy> of(Run run, Finding finding, int lag) {
    return switch (finding.rule()) {
      case VANISHING -> gradient.vanishing(run, lag, Measure.FADING);
      case SHORT_TIME_SCALES -> gradient.vanishing(run, lag, Measure.TIME_SCALE);
      case EXPLODING -> gradient.exploding(run, Reading.of(run));
      case SATURATION -> state.saturation(run, finding, lag);
      case DEAD_UNITS -> state.deadUnits(run);
      case DRIFT -> state.drift(run, finding, lag);
      case CLIPPING_AS_LEARNING_RATE -> training.clippingAsLearningRate(run);
      case SHORT_TRUNCATION -> training.shortTruncation(run);
    };
  }
}
