package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.model.Network;
import jakarta.inject.Inject;
import java.time.Clock;

/** Creates trainers with the parts of their environment. Immutable; thread-safe. */
public final class TrainerFactory {
  private final Clock clock;

  /** A factory of trainers that use this clock. */
  @Inject
  public TrainerFactory(Clock clock) {
    this.clock = clock;
  }

  /** A builder for the settings of a training; see {@link Trainer#builder}. */
  public TrainerBuilder builder(Network network, Dataset data) {
    return new TrainerBuilder(network, data, clock);
  }
}
