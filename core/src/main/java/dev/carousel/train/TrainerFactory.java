package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.model.Network;
import jakarta.inject.Inject;
import java.time.Clock;

/** Makes trainers with what a run takes from its surroundings. Immutable; thread-safe. */
public final class TrainerFactory {
  private final Clock clock;

  /** Trainers that tell the time by this clock. */
  @Inject
  public TrainerFactory(Clock clock) {
    this.clock = clock;
  }

  /** What a network is trained with is said next; see {@link Trainer#builder}. */
  public TrainerBuilder builder(Network network, Dataset data) {
    return new TrainerBuilder(network, data, clock);
  }
}
