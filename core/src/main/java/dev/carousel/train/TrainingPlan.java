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

  /** The rows of a chunk where nothing else is said. */
  public static final int BATCH = 32;

  /** The steps of a chunk where nothing else is said. */
  public static final int BPTT = 64;

  /** The number of updates between two validations where nothing else is said. */
  public static final long EVALUATE_EVERY = 1000;

  /** The patience where nothing else is said: no early stop. */
  public static final int PATIENCE = 0;

  /** The seed where nothing else is said. */
  public static final long SEED = 1;

  /** Checks the numbers. */
  public TrainingPlan {
    require("batch size", batch);
    require("chunk length (bptt)", bptt);
    require("number of updates between validations", evaluateEvery);
    if (patience < 0) {
      throw CarouselException.usage("The patience is out of range.")
          .expected("0 (never stop early) or more")
          .found(patience)
          .build();
    }
  }

  /**
   * The usual plan with this end: batches of {@value #BATCH} rows by {@value #BPTT} steps, a
   * validation every {@value #EVALUATE_EVERY} updates, no early stop, seed {@value #SEED}.
   */
  public static TrainingPlan of(Limit limit) {
    return new TrainingPlan(
        BATCH, BPTT, limit, EVALUATE_EVERY, PATIENCE, CheckpointInterval.USUAL, SEED);
  }

  /** The same with so many rows in a chunk. */
  public TrainingPlan batch(int batch) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with so many steps in a chunk. */
  public TrainingPlan bptt(int bptt) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with another end. */
  public TrainingPlan limit(Limit limit) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with a validation every so many updates. */
  public TrainingPlan evaluateEvery(long updates) {
    return new TrainingPlan(batch, bptt, limit, updates, patience, checkpoints, seed);
  }

  /** The same with an early stop after so many validations without improvement; 0 for none. */
  public TrainingPlan patience(int patience) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with other checkpoints. */
  public TrainingPlan checkpoints(CheckpointInterval checkpoints) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with another seed of everything random. */
  public TrainingPlan seed(long seed) {
    return new TrainingPlan(batch, bptt, limit, evaluateEvery, patience, checkpoints, seed);
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

  private static void require(String name, long value) {
    if (value < 1) {
      throw CarouselException.usage("The " + name + " is out of range.")
          .expected("at least 1")
          .found(value)
          .build();
    }
  }
}
