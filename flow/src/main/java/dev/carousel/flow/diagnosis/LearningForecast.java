package dev.carousel.flow.diagnosis;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.lab.LabReport;
import java.util.Locale;

/**
 * A forecast of whether an untrained network will learn what lies at a certain lag, with the
 * frequency of learning in the calibration: see {@link ForecastCalibration}. It is measured in the
 * lowest layer, which reads the input, in the state where most is left.
 *
 * <p>The share of an error that arrives before training does not predict learning. Gates that start
 * closed can open in training, and half of the calibration's runs with less than 5 % left learnt.
 * To some degree, learning is predicted by whether a part of the error arrives on the carousel.
 *
 * @param lag from which the network must learn, in steps
 * @param arriving the gradient at that lag over that at lag 0; 0 below the range of the arithmetic,
 *     NaN if there was none to measure
 * @param timeScale the longest time-scale of the lowest layer's carousel, in steps; 0 without a
 *     carousel, infinite if nothing is lost on it
 * @param carouselShare the share of the gradient at the last measured lag that came without matrix
 *     products, in the state where it is greatest; NaN if none could be measured
 * @param outlook what to expect
 */
public record LearningForecast(
    int lag, double arriving, double timeScale, double carouselShare, Outlook outlook) {
  /**
   * A network has learnt if its validation loss is less than this share of the best constant
   * prediction's. Half would be too much: knowing one of two numbers to add, or one of two symbols
   * in order, halves the loss.
   */
  public static final double LEARNT = 0.25;

  /** What to expect. */
  public enum Outlook {
    /** Most similar networks of the calibration learnt. */
    LIKELY,
    /** Most similar networks of the calibration did not learn. */
    UNLIKELY,
    /** There is no gradient that could be measured. */
    UNKNOWN;

    /** The word as reports use it: {@code unlikely}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The forecast for a network that was measured before training.
   *
   * @param untrained measured over the lag that the task needs
   */
  public static LearningForecast of(LabReport untrained) {
    int lag = untrained.flow().lag();
    double arriving = Double.NaN;
    double timeScale = 0;
    double share = Double.NaN;
    for (LayerFlow layer : untrained.flow().layers()) {
      if (layer.layer() == 0) {
        for (StateFlow state : layer.states()) {
          arriving = greater(arriving, left(state, lag));
          share = greater(share, state.lastCarouselShare());
        }
        for (TimeScales scales :
            untrained.dynamics(layer.name()).map(d -> d.timeScales()).orElseThrow()) {
          timeScale = Math.max(timeScale, scales.longest());
        }
      }
    }
    return new LearningForecast(
        lag, arriving, timeScale, share, ForecastCalibration.outlook(lag, share));
  }

  private static double greater(double most, double found) {
    return most >= found || Double.isNaN(found) ? most : found;
  }

  /**
   * What is left at a lag; 0 or infinity beyond the range of the arithmetic, NaN if nothing was
   * measured.
   */
  private static double left(StateFlow state, int lag) {
    double found = state.gradient()[lag];
    if (!Double.isNaN(found)) {
      return found;
    }
    return switch (state.verdict()) {
      case EXPLODING -> Double.POSITIVE_INFINITY;
      case VANISHING -> 0;
      case STEADY, UNMEASURED -> Double.NaN;
    };
  }

  /** How often the calibration's runs with the same outlook learnt. */
  public ForecastCalibration.Frequency frequency() {
    return ForecastCalibration.of(outlook);
  }

  /**
   * Whether a network has learnt.
   *
   * @param loss its validation loss; NaN means that it has not
   * @param constantLoss that of the best constant prediction
   */
  public static boolean isLearnt(double loss, double constantLoss) {
    return loss < LEARNT * constantLoss;
  }
}
