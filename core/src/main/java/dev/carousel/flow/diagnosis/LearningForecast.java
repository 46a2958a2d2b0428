package dev.carousel.flow.diagnosis;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.dynamics.TimeScales;
import dev.carousel.flow.lab.LabReport;
import java.util.Locale;

/**
 * Whether a network can be expected to learn what lies a certain lag back, told from its gradient
 * before it is trained: gradient descent learns from what reaches it. Looked at is what is left of
 * an error at that lag in the lowest layer, which reads the input, in the state where most is left.
 *
 * <p>It holds for the budget of an ordinary training: gates that start shut may be opened by
 * training that goes on for long enough.
 *
 * @param lag from which the network must learn, in steps
 * @param arriving the gradient at that lag over that at lag 0; 0 where it is lost in the
 *     arithmetic, NaN if there was none to measure
 * @param timeScale the longest time-scale of the lowest layer's carousel, in steps; 0 without one,
 *     infinite where nothing is lost on it
 * @param outlook what to expect
 */
public record LearningForecast(int lag, double arriving, double timeScale, Outlook outlook) {
  /** As for time-scales: three of them, and exp(-3) is left. */
  private static final double LEAST = 0.05;

  /** More than this, and the far past drowns the near. */
  private static final double MOST = 1000;

  /** What to expect. */
  public enum Outlook {
    /** Enough of an error arrives to learn from. */
    WITHIN_REACH,
    /** Next to nothing arrives: it will not be learnt. */
    OUT_OF_REACH,
    /** So much arrives that nothing else can be heard: training will not be stable. */
    EXPLODES,
    /** The loss has no gradient that could be measured. */
    UNKNOWN;

    /** Whether training can be expected to fail. */
    public boolean isFailure() {
      return this == OUT_OF_REACH || this == EXPLODES;
    }

    /** The word as reports use it: {@code out-of-reach}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * Tells from what was measured of a network before training.
   *
   * @param untrained measured over the lag that the task needs
   */
  public static LearningForecast of(LabReport untrained) {
    int lag = untrained.flow().lag();
    double arriving = Double.NaN; // compares as neither less nor more
    double timeScale = 0;
    for (LayerFlow layer : untrained.flow().layers()) {
      if (layer.layer() == 0) {
        for (StateFlow state : layer.states()) {
          double left = left(state, lag);
          arriving = arriving >= left || Double.isNaN(left) ? arriving : left;
        }
        for (TimeScales scales :
            untrained.dynamics(layer.name()).map(d -> d.timeScales()).orElseThrow()) {
          timeScale = Math.max(timeScale, scales.longest());
        }
      }
    }
    return new LearningForecast(lag, arriving, timeScale, outlook(arriving));
  }

  /** What is beyond the arithmetic counts by the way it went; NaN if nothing was measured. */
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

  private static Outlook outlook(double arriving) {
    if (Double.isNaN(arriving)) {
      return Outlook.UNKNOWN;
    }
    if (arriving > MOST) {
      return Outlook.EXPLODES;
    }
    return arriving < LEAST ? Outlook.OUT_OF_REACH : Outlook.WITHIN_REACH;
  }
}
