package dev.carousel.optimizers;

import dev.carousel.spi.Options;

/**
 * Weight decay, as part of the gradient or outside it.
 *
 * @param share the weight decay
 * @param isDecoupled whether it is outside the gradient
 */
record Decay(double share, boolean isDecoupled) {

  /** The decay of an optimizer with both kinds. */
  static Decay of(Options options) {
    return new Decay(
        options.real(CommonOptions.WEIGHT_DECAY), options.toggle(CommonOptions.DECOUPLED));
  }

  /** The share of the parameter that is added to its gradient. */
  double penalty() {
    return isDecoupled ? 0 : share;
  }

  /**
   * The factor on the parameter.
   *
   * @param lr the step size, with the schedule's factor
   */
  double keep(double lr) {
    return isDecoupled ? 1 - lr * share : 1;
  }
}
