package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.model.Network;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Makes trainers with what a run takes from its surroundings. Immutable; thread-safe. */
public final class TrainerFactory {
  private final Clock clock;

  /** Trainers that tell the time by this clock. */
  @Inject
  public TrainerFactory(Clock clock) {
    this.clock = clock;
  }

  /** A trainer for one run; see {@link Trainer}. */
  public Trainer create(
      Network network,
      Dataset data,
      Optimizer optimizer,
      Schedule schedule,
      List<NamedHook> hooks,
      TrainingPlan plan,
      TrainingListener listener) {
    return new Trainer(network, data, optimizer, schedule, hooks, plan, listener, clock);
  }
}
