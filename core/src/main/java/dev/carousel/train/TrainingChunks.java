package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.error.CarouselException;
import dev.carousel.train.Checkpoint.Counters;

/**
 * The chunks of a run's training data, as cut by its plan. Errors of the data name the epoch and
 * the chunk.
 */
final class TrainingChunks {
  private final Dataset data;
  private final TrainingPlan plan;

  TrainingChunks(Dataset data, TrainingPlan plan) {
    this.data = data;
    this.plan = plan;
  }

  /** The epoch of a number, from 0. */
  Epoch epoch(int number) {
    return Failures.naming(
        "The data",
        null,
        () -> "epoch " + number + " of " + data.description(),
        () -> data.training().epoch(plan.batch(), plan.bptt(), plan.seed(), number));
  }

  /** The next chunk of an epoch. */
  Chunk chunk(Epoch epoch, Counters counters) {
    return chunk(epoch, counters, 0);
  }

  /** The number of chunks of the next update. */
  int ofUpdate(Epoch epoch, Counters counters) {
    return Math.min(plan.accumulate(), epoch.size() - counters.chunk());
  }

  /** A chunk of an epoch, so many after the next. */
  Chunk chunk(Epoch epoch, Counters counters, int ahead) {
    int index = counters.chunk() + ahead;
    return Failures.naming(
        "The data",
        null,
        () -> "chunk " + index + " of epoch " + counters.epoch() + ", " + data.description(),
        () -> epoch.chunk(index));
  }

  /**
   * Refuses carried states that do not fit the next chunk: they would be dropped silently.
   *
   * @param rows of the carried states; 0 if there are none
   * @throws CarouselException if the next chunk continues other rows
   */
  void requireFit(Epoch epoch, Counters counters, int rows) {
    int next = counters.chunk();
    if (rows == 0 || next == 0 || next >= epoch.size()) {
      return;
    }
    boolean[] fresh = chunk(epoch, counters).fresh();
    if (fresh.length != rows && !fresh[0]) {
      throw CarouselException.failure("The checkpoint's states do not fit the data.")
          .expected("states of " + fresh.length + " rows, into which batch and bptt cut the data")
          .found("states of " + rows + " rows")
          .where("update " + counters.updates() + ", " + data.description())
          .mend("continue with the data, batch and bptt of the run, or start a new run")
          .build();
    }
  }
}
