package dev.carousel.optimizers.hook;

import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;

/** What the hooks that draw random numbers share. */
final class Seeds {
  private static final String SEED = "seed";

  private Seeds() {}

  /** Where a hook's numbers start from: a seed of its own, not that of the run. */
  static OptionSpec option() {
    return OptionSpec.integer(SEED, 1, 0, Integer.MAX_VALUE, "Seed of this hook's random numbers");
  }

  static int of(Options options) {
    return options.integer(SEED);
  }
}
