package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;

/**
 * The plan of a training: batch, chunks, limit, validations, checkpoints and seed.
 *
 * @param batch the number of rows of a chunk, B
 * @param bptt the number of steps of a chunk of a long stream, T: how far back errors flow
 *     (truncated back-propagation through time)
 * @param accumulate the number of chunks whose gradients make one update, as if they were one batch
 *     of as many times the rows; fewer at the end of an epoch
 * @param limit when to end
 * @param evaluateEvery the maximum number of updates between two validations; there is also one at
 *     the end of every epoch
 * @param patience the number of validations in a row without improvement after which to stop; 0 for
 *     never; without a validation part it has no effect
 * @param checkpoints when a checkpoint is due, besides those of every run
 * @param seed of all random numbers
 */
public record TrainingPlan(
    int batch,
    int bptt,
    int accumulate,
    Limit limit,
    long evaluateEvery,
    int patience,
    CheckpointInterval checkpoints,
    long seed) {

  /** The default number of rows of a chunk. */
  public static final int BATCH = 32;

  /** The default number of steps of a chunk. */
  public static final int BPTT = 64;

  /** The default number of chunks in an update. */
  public static final int ACCUMULATE = 1;

  /** The default number of updates between two validations. */
  public static final long EVALUATE_EVERY = 1000;

  /** The default patience: no early stop. */
  public static final int PATIENCE = 0;

  /** The default seed. */
  public static final long SEED = 1;

  /** Checks the numbers. */
  public TrainingPlan {
    require("batch size", batch);
    require("chunk length (bptt)", bptt);
    require("number of chunks in an update (accumulate)", accumulate);
    require("number of updates between validations", evaluateEvery);
    if (patience < 0) {
      throw CarouselException.usage("The patience is out of range.")
          .expected("0 (never stop early) or more")
          .found(patience)
          .build();
    }
  }

  /**
   * The default plan with this limit: batches of {@value #BATCH} rows by {@value #BPTT} steps, a
   * validation every {@value #EVALUATE_EVERY} updates, no early stop, seed {@value #SEED}.
   */
  public static TrainingPlan of(Limit limit) {
    return new TrainingPlan(
        BATCH, BPTT, ACCUMULATE, limit, EVALUATE_EVERY, PATIENCE, CheckpointInterval.USUAL, SEED);
  }

  /** The same plan with this number of rows in a chunk. */
  public TrainingPlan batch(int batch) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same plan with this number of steps in a chunk. */
  public TrainingPlan bptt(int bptt) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same plan with updates from this number of chunks. */
  public TrainingPlan accumulate(int accumulate) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same plan with another limit. */
  public TrainingPlan limit(Limit limit) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same plan with a validation every {@code updates} updates. */
  public TrainingPlan evaluateEvery(long updates) {
    return new TrainingPlan(batch, bptt, accumulate, limit, updates, patience, checkpoints, seed);
  }

  /**
   * The same plan with an early stop after {@code patience} validations without improvement; 0 for
   * none.
   */
  public TrainingPlan patience(int patience) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same plan with other checkpoints. */
  public TrainingPlan checkpoints(CheckpointInterval checkpoints) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /** The same with another seed of all random numbers. */
  public TrainingPlan seed(long seed) {
    return new TrainingPlan(
        batch, bptt, accumulate, limit, evaluateEvery, patience, checkpoints, seed);
  }

  /**
   * The maximum number of updates on this data; 0 if only time limits them.
   *
   * @throws CarouselException if the data fails
   */
  public long plannedUpdates(Dataset data) {
    return limit.plannedUpdates(updatesPerEpoch(data));
  }

  /**
   * The number of updates of an epoch of this data.
   *
   * @throws CarouselException if the data fails
   */
  public int updatesPerEpoch(Dataset data) {
    return updatesOf(
        Failures.naming(
            "The data",
            null,
            () -> "epoch 0 of " + data.description(),
            () -> data.training().epoch(batch, bptt, seed, 0).size()));
  }

  /** The number of updates of an epoch of so many chunks: the last may have fewer of them. */
  int updatesOf(int chunks) {
    return chunks / accumulate + (chunks % accumulate == 0 ? 0 : 1);
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
