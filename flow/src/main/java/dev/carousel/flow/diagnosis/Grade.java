package dev.carousel.flow.diagnosis;

import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.StateFlow;
import dev.carousel.flow.Verdict;
import dev.carousel.flow.context.Need;
import java.util.Comparator;
import java.util.Locale;

/**
 * The grade of a state's gradient: how much of it is left where it matters.
 *
 * <p>A fading gradient is graded at the longest lag that the data rewards. A significantly growing
 * gradient is graded by its maximum within the lags over which errors flow in training, rewarded or
 * not, because it outweighs the rest.
 *
 * @param word the grade
 * @param lag at which it was graded, in steps
 * @param left the gradient there, relative to lag 0; 0 below and infinite above what float32 holds,
 *     NaN if it could not be measured
 */
public record Grade(Word word, int lag, double left) {
  /** A share below this is almost nothing. */
  static final double LITTLE = 0.01;

  /** A factor above this outweighs the recent past. */
  private static final double MUCH = 1 / LITTLE;

  /** The grades, from the weakest gradient to the strongest. */
  public enum Word {
    /** Less than 1 % is left. */
    VANISHING,
    /** 1 % to 1/e is left: weaker, but enough to learn from. */
    FADING,
    /** More than 1/e is left, and it does not grow to more than e times. */
    STEADY,
    /** It grows to e to 100 times. */
    GROWING,
    /** It grows to more than 100 times. */
    EXPLODING,
    /** Too few lags could be measured. */
    UNMEASURED;

    /** The word as reports use it: {@code vanishing}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Grades one state.
   *
   * @param need what the data rewards
   * @param bptt the number of steps that errors flow back in training; 0 if it is not truncated or
   *     is unknown
   */
  public static Grade of(StateFlow state, Need need, int bptt) {
    int last = state.gradient().length - 1;
    if (state.verdict() == Verdict.EXPLODING) {
      int reach = bptt > 0 ? Math.min(last, bptt - 1) : last;
      double left = left(state, reach);
      if (left > Math.E) {
        return new Grade(left > MUCH ? Word.EXPLODING : Word.GROWING, reach, left);
      }
    }
    int lag = Math.min(need.lag(), last);
    double left = left(state, lag);
    return new Grade(word(left), lag, left);
  }

  /** The grade of the state through which most of a layer's gradient comes back. */
  public static Grade best(LayerFlow layer, Need need, int bptt) {
    return layer.states().stream()
        .map(state -> of(state, need, bptt))
        .max(Comparator.comparingDouble(Grade::orLost))
        .orElseThrow();
  }

  /** What is left; negative if it could not be measured. */
  public double orLost() {
    return Double.isNaN(left) ? -1 : left;
  }

  /** Whether at most almost nothing is left, as far as is known. */
  boolean isLost() {
    return word == Word.VANISHING || word == Word.UNMEASURED;
  }

  private static Word word(double left) {
    if (Double.isNaN(left)) {
      return Word.UNMEASURED;
    }
    if (left < LITTLE) {
      return Word.VANISHING;
    }
    return left < 1 / Math.E ? Word.FADING : Word.STEADY;
  }

  /** What is left at a lag; 0 or infinity beyond the range of the arithmetic. */
  private static double left(StateFlow state, int lag) {
    double found = state.gradient()[lag];
    if (!Double.isNaN(found) && state.samples() > 0) {
      return found;
    }
    return switch (state.verdict()) {
      case EXPLODING -> Double.POSITIVE_INFINITY;
      case VANISHING -> state.floor() <= lag ? 0 : Double.NaN;
      case STEADY, UNMEASURED -> Double.NaN;
    };
  }
}
