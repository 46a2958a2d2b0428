package dev.carousel.spark.rounds;

import dev.carousel.error.CarouselException;
import dev.carousel.model.LossTotal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.ChunkGradients;
import dev.carousel.train.UpdateParts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Computes the chunks of each update on a cluster: synchronous training on many machines. The run
 * itself, with its optimizer, hooks, checkpoints and validations, is that of a {@link
 * dev.carousel.train.Trainer} of the driver:
 *
 * <pre>{@code
 * try (SparkParts parts = SparkParts.on(context, setup, 4)) {
 *   setup.configure(Trainer.builder(network, data)).plan(setup.plan()).parts(parts).run();
 * }
 * }</pre>
 *
 * <p>Each task has a range of the chunks of an update ({@code accumulate} of the plan), and sends
 * back the gradient of each. The driver adds them up in the order of the chunks, so any number of
 * tasks and machines ends with the bits of one. Each update is a job of its own, which costs some
 * hundredths of a second: worth it for large chunks only.
 *
 * <p>Used by one thread at a time. It must be closed.
 */
public final class SparkParts implements UpdateParts, AutoCloseable {
  private final JavaSparkContext context;
  private final Broadcast<Workplace> workplace;
  private final int tasks;
  private final AtomicLong moved = new AtomicLong();

  private SparkParts(JavaSparkContext context, Broadcast<Workplace> workplace, int tasks) {
    this.context = context;
    this.workplace = workplace;
    this.tasks = tasks;
  }

  /**
   * Of a training that each machine sets up for itself.
   *
   * @param tasks at the same time; an update of fewer chunks has as many tasks as chunks
   * @throws CarouselException if there is less than one task
   */
  public static SparkParts on(JavaSparkContext context, TrainingSetup setup, int tasks) {
    Tasks.require(tasks);
    return new SparkParts(context, context.broadcast(new Workplace(setup)), tasks);
  }

  /** The bytes of parameters and gradients that went to tasks and back so far. */
  public long bytesMoved() {
    return moved.get();
  }

  @Override
  public List<Part> compute(Wanted wanted) {
    Parcel parcel = Parcel.of(wanted.parameters());
    Broadcast<Parcel> parameters = context.broadcast(parcel);
    try {
      int count = Math.min(tasks, wanted.count());
      Work work =
          new Work(
              workplace,
              parameters,
              wanted.update(),
              wanted.epoch(),
              wanted.chunk(),
              wanted.count());
      List<Found> found = new ArrayList<>();
      context
          .parallelize(ranges(wanted.count(), count), count)
          .map(work)
          .collect()
          .forEach(found::addAll);
      moved.addAndGet(count * parcel.bytes());
      found.forEach(one -> moved.addAndGet(one.gradients().bytes()));
      return found.stream().map(Found::part).toList();
    } catch (Exception e) { // Scala declares nothing, and throws SparkException
      throw TaskFault.of(e);
    } finally {
      parameters.destroy();
    }
  }

  private static List<Range> ranges(int chunks, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Range(chunks * i / count, chunks * (i + 1) / count))
        .toList();
  }

  /** Gives the machines their memory back. */
  @Override
  public void close() {
    workplace.destroy();
  }

  private record Range(int from, int to) implements Serializable {}

  private record Found(Parcel gradients, Totals loss, long predictions) implements Serializable {
    static Found of(Part part) {
      return new Found(Parcel.of(part.gradients()), Totals.of(part.loss()), part.predictions());
    }

    Part part() {
      return new Part(gradients.unpack(), loss.total(), predictions);
    }
  }

  /** A {@link LossTotal}, serializable. */
  private record Totals(double sum, long predictions, long correct, double absolute, double squared)
      implements Serializable {
    static Totals of(LossTotal loss) {
      return new Totals(
          loss.sum(), loss.predictions(), loss.correct(), loss.absolute(), loss.squared());
    }

    LossTotal total() {
      return new LossTotal(sum, predictions, correct, absolute, squared);
    }
  }

  /** On a machine of the cluster. */
  private record Work(
      Broadcast<Workplace> workplace,
      Broadcast<Parcel> parameters,
      long update,
      int epoch,
      int chunk,
      int count)
      implements Function<Range, List<Found>> {
    @Override
    public List<Found> call(Range range) {
      Workplace.Bench bench = workplace.value().take();
      try {
        return found(bench, range);
      } finally {
        workplace.value().giveBack(bench);
      }
    }

    private List<Found> found(Workplace.Bench bench, Range range) {
      NamedTensors own = parameters.value().unpack();
      ChunkGradients gradients =
          new ChunkGradients(bench.network(), bench.data(), bench.setup().plan());
      gradients.use(own);
      Wanted wanted = new Wanted(own, update, epoch, chunk, count);
      List<Found> found = new ArrayList<>();
      for (int i = range.from(); i < range.to(); i++) {
        found.add(Found.of(gradients.compute(wanted, i)));
      }
      return found;
    }
  }
}
