package dev.carousel.data.table;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.LazyEpoch;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets.Moment;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import org.apache.commons.math3.util.MathArrays;

/**
 * A part of a table as overlapping windows, each within one group, with a prediction at the end of
 * each or at every row.
 *
 * @param table the whole table
 * @param starts the first position of each window
 * @param window the rows of each
 * @param shuffled whether each epoch has an order of its own; else they stay in the order of time
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record WindowPart(EncodedTable table, int[] starts, int window, boolean shuffled)
    implements Placed {
  @Override
  public long symbols() {
    return (long) starts.length * (moment() == Moment.END ? 1 : window);
  }

  @Override
  public int position(int sequence, int step) {
    return starts[sequence] + step;
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public int firstInUse(int sequence) {
    return window - 1;
  }

  @Override
  public int lastInUse(int sequence) {
    return window - 1;
  }

  @Override
  public boolean isInUse(int step) {
    return step == window - 1;
  }

  private Moment moment() {
    return table.goals().steps().moment();
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    Sizes.requireChunk(batch, steps);
    int[] order = starts;
    if (shuffled) {
      order = starts.clone();
      MathArrays.shuffle(order, RandomStreams.stream(seed, "window order", epoch));
    }
    int count = starts.length;
    int rows = Math.min(batch, count);
    int chunks = (int) (((long) count + rows - 1) / rows);
    int[] read = order;
    return new Windows(
        read,
        starts,
        rows,
        window,
        table.order(),
        new LazyEpoch(
            chunks,
            index -> chunk(read, index * rows, rows),
            index -> window,
            index -> Math.min(rows, count - index * rows)));
  }

  /** An epoch that knows where its windows begin. */
  @SuppressWarnings("ArrayRecordComponent") // its own, never compared
  private record Windows(
      int[] starts, int[] sorted, int most, int window, RowOrder order, Epoch chunks)
      implements Epoch {
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
    public int sequence(int chunk, int row) {
      return Arrays.binarySearch(sorted, starts[chunk * most + row]);
    }

    /**
     * Windows of two groups have no step in common, so their starts are at least a window apart.
     */
    @Override
    public long start(int chunk, int row) {
      int start = starts[chunk * most + row];
      return start + (long) order.group(start) * window;
    }
  }

  private Chunk chunk(int[] from, int first, int most) {
    int rows = Math.min(most, from.length - first);
    boolean isEnd = moment() == Moment.END;
    EncodedTable.Reading inputs = table.reading(window, rows);
    Goals.Collected targets = table.goals().collect(moment(), rows * (isEnd ? 1 : window));
    for (int row = 0; row < rows; row++) {
      int start = from[first + row];
      inputs.put(row, 0, start, window);
      for (int step = isEnd ? window - 1 : 0; step < window; step++) {
        targets.put(isEnd ? row : step * rows + row, start + step);
      }
    }
    return new Chunk(inputs.inputs(), targets.targets(), Chunk.allFresh(rows));
  }
}
