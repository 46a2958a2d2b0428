package dev.carousel.flow.steps;

import java.util.Arrays;

/**
 * What each time step contributes to the gradient of one parameter, which is their sum over time:
 * one set of weights serves all steps.
 *
 * @param parameter its name in the network: {@code layer0/h.Wh}
 * @param norms by step, the L2 norm of its contribution, over all rows
 * @param sumNorm the norm of their sum
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Contribution(String parameter, double[] norms, double sumNorm) {

  /**
   * The share kept in the sum: its norm over the sum of their norms. It is 1 if all point in the
   * same direction, 0 if they cancel; NaN if there are none.
   */
  public double kept() {
    return sumNorm / Arrays.stream(norms).sum();
  }
}
