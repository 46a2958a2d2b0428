package dev.carousel.optimizers.hook;

import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.Tensor;

/** Each element clamped; the rule is in {@link ClipValueProvider}. */
record ClipValueHook(double max) implements UpdateHook {
  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    if (!Double.isFinite(update.norm())) {
      return Outcome.UNCHANGED;
    }
    boolean clipped = false;
    for (Tensor gradient : update.gradients().asMap().values()) {
      clipped |= clamp(gradient);
    }
    return clipped ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }

  private boolean clamp(Tensor gradient) {
    boolean clamped = false;
    for (int i = 0; i < gradient.size(); i++) {
      double value = gradient.get(i);
      if (Math.abs(value) > max) {
        gradient.set(i, Math.copySign(max, value));
        clamped = true;
      }
    }
    return clamped;
  }
}
