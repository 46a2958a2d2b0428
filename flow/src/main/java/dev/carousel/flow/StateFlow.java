package dev.carousel.flow;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The flow of one state's gradient back through time.
 *
 * @param state its name
 * @param gradient by lag, from 0: the geometric mean over samples of the L2 norm of the total
 *     gradient, relative to lag 0. NaN if no sample reaches the lag, or if more than a tenth of
 *     them are outside the range of float32
 * @param carousel by lag, the same mean of the gradient that came back without any matrix product,
 *     element by element, also relative to the total gradient at lag 0. For an LSTM's c it is the
 *     product of the forget gates; 0 without such a path
 * @param samples the number of measured pairs of a row and an end point
 * @param growth the fitted slope; null if fewer than three lags can be used
 * @param verdict what it means
 * @param floor the first lag at which the gradient was below the floor of float32, if that ends the
 *     measured lags; otherwise their number
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record StateFlow(
    String state,
    double[] gradient,
    double[] carousel,
    int samples,
    @Nullable Growth growth,
    Verdict verdict,
    int floor) {
  /** The share that counts as almost nothing. */
  private static final double ONE_PERCENT = 0.01;

  /** A gradient that does not fall below the floor within its lags. */
  public StateFlow(
      String state,
      double[] gradient,
      double[] carousel,
      int samples,
      @Nullable Growth growth,
      Verdict verdict) {
    this(state, gradient, carousel, samples, growth, verdict, gradient.length);
  }

  /**
   * The first lag from which on less than a hundredth of the gradient is left at every measured
   * lag; empty if more is left at the last of them. It comes from the curve, not from the fitted
   * line.
   */
  public OptionalInt onePercentLag() {
    int end = measuredLags();
    int lag = end;
    while (lag > 0 && !(gradient[lag - 1] >= ONE_PERCENT)) {
      lag--;
    }
    return lag < end || floor < gradient.length ? OptionalInt.of(lag) : OptionalInt.empty();
  }

  /**
   * The mean lag at which a gradient arrives, {@code sum(k g_k) / sum(g_k)} over the lags that were
   * measured, in steps: for {@code g_k = a^k}, {@code a < 1}, and many lags {@code a / (1 - a)}.
   * NaN if fewer than two lags could be measured.
   */
  public double meanLag() {
    int end = measuredLags();
    double sum = 0;
    double weighted = 0;
    for (int lag = 0; lag < end; lag++) {
      double left = Double.isNaN(gradient[lag]) ? 0 : gradient[lag];
      sum += left;
      weighted += lag * left;
    }
    return end > 1 || floor < gradient.length ? weighted / sum : Double.NaN;
  }

  /** The share of {@link #carouselShare()} at the last lag measured; NaN if that is lag 0. */
  public double lastCarouselShare() {
    int end = measuredLags();
    return end < 2 ? Double.NaN : carouselShare()[end - 1];
  }

  /** Lags from 0 to the last one that was measured. */
  private int measuredLags() {
    int lags = Math.min(floor, gradient.length);
    while (lags > 0 && Double.isNaN(gradient[lags - 1])) {
      lags--;
    }
    return lags;
  }

  /**
   * By lag, the ratio of the gradient that came back without any matrix product to the total. It is
   * more than 1 where the two kinds of path cancel.
   */
  public double[] carouselShare() {
    double[] share = new double[gradient.length];
    for (int lag = 0; lag < share.length; lag++) {
      share[lag] = carousel[lag] / gradient[lag];
    }
    return share;
  }
}
