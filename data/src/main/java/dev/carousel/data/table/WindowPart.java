package dev.carousel.data.table;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Inputs;
import dev.carousel.data.LazyEpoch;
import dev.carousel.data.Part;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets;
import dev.carousel.random.RandomStreams;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;

/**
 * A part of a table as overlapping windows, one starting at each row, with numbers to be predicted
 * at the end of each.
 *
 * @param samples the whole table
 * @param from the first row of the first window
 * @param count the number of windows
 * @param window the rows of each
 * @param shuffled whether each epoch has an order of its own; else they stay in the order of time
 */
record WindowPart(Samples samples, int from, int count, int window, boolean shuffled)
    implements Part {
  @Override
  public long symbols() {
    return count;
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    Sizes.requireChunk(batch, steps);
    int[] starts = IntStream.range(from, from + count).toArray();
    if (shuffled) {
      MathArrays.shuffle(starts, RandomStreams.stream(seed, "window order", epoch));
    }
    int rows = Math.min(batch, count);
    int chunks = (int) (((long) count + rows - 1) / rows);
    return new Windows(
        starts,
        rows,
        new LazyEpoch(
            chunks,
            index -> chunk(starts, index * rows, rows),
            index -> window,
            index -> Math.min(rows, count - index * rows)));
  }

  /** An epoch that knows where its windows begin. */
  @SuppressWarnings("ArrayRecordComponent") // its own, never compared
  private record Windows(int[] starts, int most, Epoch chunks) implements Epoch {
    @Override
    public int size() {
      return chunks.size();
    }

    @Override
    public Chunk chunk(int index) {
      return chunks.chunk(index);
    }

    @Override
    public int steps(int index) {
      return chunks.steps(index);
    }

    @Override
    public int rows(int index) {
      return chunks.rows(index);
    }

    @Override
    public long start(int chunk, int row) {
      return starts[chunk * most + row];
    }
  }

  private Chunk chunk(int[] starts, int first, int most) {
    int rows = Math.min(most, count - first);
    int inputFeatures = samples.inputFeatures();
    int targetFeatures = samples.targetFeatures();
    float[] inputs = new float[Sizes.product(window, rows, inputFeatures)];
    float[] targets = new float[Sizes.product(rows, targetFeatures)];
    for (int row = 0; row < rows; row++) {
      int start = starts[first + row];
      for (int step = 0; step < window; step++) {
        samples.copyInput(start + step, inputs, step * rows + row);
      }
      samples.copyTarget(start + window - 1, targets, row);
    }
    return new Chunk(
        new Inputs.Values(window, rows, inputFeatures, inputs),
        new Targets.Values(Targets.Moment.END, targetFeatures, targets),
        Chunk.allFresh(rows));
  }
}
