package dev.carousel.optimizers.hook;

import dev.carousel.spi.UpdateHook;

/** One norm over all parameters; the rule is in {@link ClipNormProvider}. */
record ClipNormHook(double max) implements UpdateHook {
  @Override
  public boolean changesUpdates() {
    return true;
  }

  @Override
  public Outcome update(Update update) {
    return Norms.clip(update, max) ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }
}
