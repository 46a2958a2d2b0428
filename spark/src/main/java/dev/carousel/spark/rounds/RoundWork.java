package dev.carousel.spark.rounds;

import dev.carousel.spi.UpdateHook;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingListener;
import java.io.Serializable;
import java.util.Objects;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * What a task does in a round: it trains on its range of the data from the common parameters on.
 *
 * @param workplace of its JVM
 * @param parameters that all have in common
 * @param tasks how many there are
 * @param until the updates of each task at the end of the round
 */
record RoundWork(
    Broadcast<Workplace> workplace, Broadcast<Parcel> parameters, int tasks, long until)
    implements Function<RoundWork.Begun, RoundWork.Ended> {

  /**
   * @param task its number, from 0
   * @param state of its training, without parameters; empty before its first round
   */
  record Begun(int task, byte[] state) implements Serializable {}

  /**
   * @param state of its training, without parameters
   * @param parameters as they were trained
   * @param loss the sum over the updates of the round
   */
  record Ended(byte[] state, Parcel parameters, double loss) implements Serializable {
    /** What it takes on the wire. */
    long bytes() {
      return state.length + parameters.bytes();
    }
  }

  @Override
  public Ended call(Begun begun) {
    Workplace.Bench bench = workplace.value().take();
    try {
      return trained(bench, begun);
    } finally {
      workplace.value().giveBack(bench);
    }
  }

  private Ended trained(Workplace.Bench bench, Begun begun) {
    Last last = new Last();
    TrainerBuilder builder =
        Trainer.builder(bench.network(), new DataRange(bench.data(), begun.task(), tasks));
    Trainer trainer =
        bench
            .setup()
            .configure(builder)
            .plan(bench.setup().plan().limit(Limit.ofUpdates(until)).evaluateEvery(Long.MAX_VALUE))
            .listener(last)
            .build();
    if (begun.state().length > 0) {
      trainer.resumeFrom(TaskState.unpack(begun.state(), parameters.value().unpack()));
    }
    trainer.run();
    Checkpoint end = Objects.requireNonNull(last.checkpoint);
    return new Ended(TaskState.pack(end), Parcel.of(end.parameters()), last.loss);
  }

  /** Keeps the last checkpoint, that of the end, and adds up losses. */
  private static final class Last implements TrainingListener {
    private @Nullable Checkpoint checkpoint;
    private double loss;

    @Override
    public void gradients(UpdateHook.Update update) {
      loss += update.loss();
    }

    @Override
    public void checkpoint(Checkpoint now) {
      checkpoint = now;
    }
  }
}
