package dev.carousel.optimizers;

import dev.carousel.spi.OptionRole;
import dev.carousel.spi.OptionSpec;

/** Names and bounds of the options that several optimizers share; each gives its own default. */
final class CommonOptions {
  static final String RATE = "lr";
  static final String EPSILON = "eps";
  static final String WEIGHT_DECAY = "weight-decay";
  static final String MOMENTUM = "momentum";
  static final String DECOUPLED = "decoupled";
  static final String BETA1 = "beta1";
  static final String BETA2 = "beta2";

  private CommonOptions() {}

  static OptionSpec rate(double defaultValue) {
    return OptionSpec.positive(RATE, defaultValue, 1e6, "Step size (learning rate)")
        .as(OptionRole.LEARNING_RATE);
  }

  /** Above zero, unlike PyTorch's: at zero, a gradient of zero would give 0/0. */
  static OptionSpec epsilon(double defaultValue) {
    return OptionSpec.positive(EPSILON, defaultValue, 1, "Added to the root in the denominator");
  }

  /** Decay as part of the gradient: g + weight-decay * w. */
  static OptionSpec coupledDecay() {
    return OptionSpec.real(
        WEIGHT_DECAY, 0, 0, 1e6, "L2 penalty, added to the gradient as weight-decay * parameter");
  }

  /** Decay that either kind of optimizer may apply, as {@link #DECOUPLED} says. */
  static OptionSpec eitherDecay() {
    return OptionSpec.real(
        WEIGHT_DECAY, 0, 0, 1e6, "Weight decay, added to the gradient unless decoupled");
  }

  static OptionSpec decoupled() {
    return OptionSpec.toggle(
        DECOUPLED,
        false,
        "Whether weight decay shrinks parameters by lr * weight-decay, as in adamw");
  }

  /** Decay outside the gradient: w * (1 - lr * weight-decay). */
  static OptionSpec decoupledDecay(double defaultValue) {
    return OptionSpec.real(
        WEIGHT_DECAY, defaultValue, 0, 1e6, "Shrinks parameters by lr * weight-decay");
  }

  static OptionSpec beta1(double defaultValue) {
    return OptionSpec.share(BETA1, defaultValue, "Share of the running mean kept at each update");
  }

  static OptionSpec beta2(double defaultValue) {
    return OptionSpec.share(
        BETA2, defaultValue, "Share of the running mean square kept at each update");
  }

  static OptionSpec momentum() {
    return OptionSpec.share(MOMENTUM, 0, "Share of the last update's buffer that is kept");
  }
}
