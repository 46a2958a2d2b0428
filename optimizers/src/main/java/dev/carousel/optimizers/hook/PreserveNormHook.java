package dev.carousel.optimizers.hook;

import dev.carousel.spi.NormPreservation;
import dev.carousel.spi.UpdateHook;

/**
 * Adds the gradient of the regularizer against vanishing gradients; the rule is in {@link
 * PreserveNormProvider}.
 */
record PreserveNormHook(double strength) implements UpdateHook {
  @Override
  public boolean watchesNorms() {
    return strength > 0;
  }

  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    NormPreservation found = update.preservation();
    if (found == null || strength == 0) {
      return Outcome.UNCHANGED;
    }
    found
        .gradients()
        .forEach((name, gradient) -> update.gradients().get(name).addScaled(strength, gradient));
    return Outcome.CHANGED;
  }
}
