package dev.carousel.spark.rounds;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.error.CarouselException;

/**
 * The part of the data that a task trains on: of every epoch, a range of chunks that follow each
 * other. The first one begins with fresh states. There is nothing to validate on.
 *
 * @param whole the data
 * @param task its number, from 0
 * @param tasks how many there are
 */
record DataRange(Dataset whole, int task, int tasks) implements Dataset {
  @Override
  public String description() {
    return whole.description() + ", range " + (task + 1) + " of " + tasks;
  }

  @Override
  public DataShape shape() {
    return whole.shape();
  }

  @Override
  public Part training() {
    return new Range(this, whole.training());
  }

  @Override
  public Part validation() {
    return Part.empty();
  }

  @Override
  public DataCodec codec() {
    return whole.codec();
  }

  private record Range(DataRange data, Part all) implements Part {
    @Override
    public long symbols() {
      return Math.max(1, all.symbols() / data.tasks);
    }

    @Override
    public Epoch epoch(int batch, int steps, long seed, int number) {
      Epoch epoch = all.epoch(batch, steps, seed, number);
      int from = place(epoch, data.task);
      int to = place(epoch, data.task + 1);
      if (from == to) {
        throw CarouselException.usage("There are more tasks than chunks in an epoch.")
            .expected("at most " + epoch.size() + " tasks")
            .found(data.tasks)
            .where(data.whole.description())
            .mend("use fewer tasks, or smaller batches")
            .build();
      }
      return new Chunks(epoch, from, to);
    }

    private int place(Epoch epoch, int task) {
      return Math.toIntExact((long) epoch.size() * task / data.tasks);
    }
  }

  private record Chunks(Epoch all, int from, int to) implements Epoch {
    @Override
    public int size() {
      return to - from;
    }

    @Override
    public Chunk chunk(int index) {
      Chunk chunk = all.chunk(from + index);
      return index > 0 ? chunk : chunk.begun();
    }
  }
}
