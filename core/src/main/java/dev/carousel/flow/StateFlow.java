package dev.carousel.flow;

import org.jspecify.annotations.Nullable;

/**
 * How the gradient of one state goes back through time.
 *
 * @param state its name
 * @param gradient by lag, from 0: the geometric mean over samples of the L2 norm of the total
 *     gradient, relative to lag 0; NaN for a lag that no sample reaches, or at which more than a
 *     tenth of them are below the floor or above the ceiling of float32
 * @param carousel by lag, the same of the gradient that came back through time without any matrix
 *     product, element by element, also relative to the total gradient at lag 0: for an LSTM's c
 *     the product of the forget gates; 0 where nothing comes that way
 * @param samples how many pairs of a row and an end point were measured
 * @param growth the fitted slope; null if fewer than three lags can be used
 * @param verdict what it means
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record StateFlow(
    String state,
    double[] gradient,
    double[] carousel,
    int samples,
    @Nullable Growth growth,
    Verdict verdict) {

  /**
   * By lag, how much of the gradient came back without any matrix product, against all of it. More
   * than 1 where the two kinds of path cancel.
   */
  public double[] carouselShare() {
    double[] share = new double[gradient.length];
    for (int lag = 0; lag < share.length; lag++) {
      share[lag] = carousel[lag] / gradient[lag];
    }
    return share;
  }
}
