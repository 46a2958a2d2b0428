package org.example.myclip;

import dev.carousel.spi.UpdateHook;

/**
 * Clips the norm over the gradients of all parameters (Pascanu, Mikolov and Bengio, 2013):
 *
 * <pre>
 * G' = G min(1, max / norm(G))
 * </pre>
 *
 * A norm that is infinite or NaN is left as it is.
 *
 * @param max the largest norm
 */
public record MyClipHook(double max) implements UpdateHook {
  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    if (!Double.isFinite(update.norm()) || update.norm() <= max) {
      return Outcome.UNCHANGED;
    }
    update.gradients().scale(max / update.norm());
    return Outcome.CLIPPED;
  }
}
