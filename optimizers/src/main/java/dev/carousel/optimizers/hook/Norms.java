package dev.carousel.optimizers.hook;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;

/** The common part of the hooks that clip by norm. */
final class Norms {
  static final String MAX = "max";

  /** PyTorch's guard against division by zero; it shortens the result by at most 1e-6. */
  private static final double EPSILON = 1e-6;

  private Norms() {}

  /** The threshold of a clip: any number above zero. */
  static OptionSpec max(double defaultValue, String description) {
    return OptionSpec.real(MAX, defaultValue, 1e-30, 1e30, description);
  }

  /**
   * Scales all of {@code gradients} by {@code max / (norm + 1e-6)} if that is below 1, as PyTorch's
   * {@code clip_grad_norm_} does.
   *
   * @return whether they were scaled; never if the norm is not finite
   */
  static boolean clip(NamedTensors gradients, double max) {
    return scale(gradients, gradients.norm(), max);
  }

  /** The same of an update, whose norm is known. */
  static boolean clip(Update update, double max) {
    return scale(update.gradients(), update.norm(), max);
  }

  /**
   * Scales gradients whose norm is known; gradients whose norm equals the threshold keep their
   * bits.
   *
   * @param norm that of {@code gradients}
   * @return whether they were scaled; never if the norm is not above {@code max}, or not finite
   */
  static boolean clip(NamedTensors gradients, double norm, double max) {
    return norm > max && scale(gradients, norm, max);
  }

  private static boolean scale(NamedTensors gradients, double norm, double max) {
    double factor = max / (norm + EPSILON);
    if (!Double.isFinite(norm) || factor >= 1) {
      return false;
    }
    gradients.scale(factor);
    return true;
  }
}
