package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;

/**
 * How to train.
 *
 * @param batch the number of rows of a chunk, B
 * @param bptt the number of steps of a chunk of a long stream, T: how far back an error travels
 *     (truncated back-propagation through time)
 * @param limit when to end
 * @param evaluateEvery how many updates lie between two validations at the most; there is one at
 *     the end of every epoch too
 * @param patience after how many validations in a row that are no better than the best one to stop;
 *     0 for never; without a validation part it does nothing
 * @param checkpoints when a checkpoint is due besides those of every run
 * @param seed of everything random
 */
public record TrainingPlan(
    int batch,
    int bptt,
    Limit limit,
    long evaluateEvery,
    int patience,
    CheckpointInterval checkpoints,
    long seed) {

  /** The number of updates between two validations where nothing else is said. */
  public static final long EVALUATE_EVERY = 1000;

  /** Checks the numbers. */
  public TrainingPlan {
    require("batch", batch);
    require("bptt", bptt);
    require("number of updates between validations", evaluateEvery);
    if (patience < 0) {
      throw CarouselException.usage("The patience is wrong.")
          .expected("0 (never stop early) or more")
          .found(patience)
          .build();
    }
  }

  /** Batches of 32 rows by 64 steps, seed 1, no early stop. */
  public static TrainingPlan of(Limit limit) {
    return new TrainingPlan(32, 64, limit, EVALUATE_EVERY, 0, CheckpointInterval.USUAL, 1);
  }

  /** The same with chunks of another length. */
  public TrainingPlan withBptt(int steps) {
    return new TrainingPlan(batch, steps, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with another end. */
  public TrainingPlan withLimit(Limit other) {
    return new TrainingPlan(batch, bptt, other, evaluateEvery, patience, checkpoints, seed);
  }

  /**
   * How many updates the plan makes at the most on this data; 0 if only time decides.
   *
   * @throws CarouselException if the data fails
   */
  public long plannedUpdates(Dataset data) {
    return limit.plannedUpdates(
        Failures.naming(
            "The data",
            null,
            () -> "epoch 0 of " + data.description(),
            () -> data.training().epoch(batch, bptt, seed, 0).size()));
  }

  /** The same with another seed of everything random. */
  public TrainingPlan withSeed(long other) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, other);
  }

  /** The same without an early stop, so that all trainings of a comparison have one budget. */
  public TrainingPlan withoutPatience() {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, 0, checkpoints, seed);
  }

  private static void require(String name, long value) {
    if (value < 1) {
      throw CarouselException.usage("The " + name + " is wrong.")
          .expected("at least 1")
          .found(value)
          .build();
    }
  }
}
