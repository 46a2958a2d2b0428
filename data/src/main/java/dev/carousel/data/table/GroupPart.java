package dev.carousel.data.table;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.LazyEpoch;
import dev.carousel.data.Sizes;
import dev.carousel.data.Targets.Moment;
import dev.carousel.random.RandomStreams;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;

/**
 * A part of a table as whole sequences of groups, each in one chunk, with one prediction at its
 * end. Sequences of similar length share a chunk, so that little of it is masked.
 *
 * @param table the whole table
 * @param starts the first position of each sequence
 * @param lengths of each
 * @param shuffled whether each epoch has an order of its own; else they come by length
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of live arrays, never compared
record GroupPart(EncodedTable table, int[] starts, int[] lengths, boolean shuffled)
    implements Placed {
  /** Sequences are sorted by length among so many chunks' worth of them. */
  private static final int POOL = 32;

  @Override
  public long symbols() {
    return moment() == Moment.END ? starts.length : Arrays.stream(lengths).asLongStream().sum();
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
    return lengths[sequence] - 1;
  }

  @Override
  public int lastInUse(int sequence) {
    return lengths[sequence] - 1;
  }

  private Moment moment() {
    return table.goals().steps().moment();
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    Sizes.requireChunk(batch, steps);
    int rows = Math.min(batch, starts.length);
    List<int[]> chunks = chunks(rows, seed, epoch);
    return new NumberedEpoch(
        new LazyEpoch(
            chunks.size(),
            index -> chunk(chunks.get(index)),
            index -> longest(chunks.get(index)),
            index -> chunks.get(index).length),
        (chunk, row) -> chunks.get(chunk)[row]);
  }

  private List<int[]> chunks(int rows, long seed, int epoch) {
    RandomGenerator random = RandomStreams.stream(seed, "group order", epoch);
    int[] order = new int[starts.length];
    Arrays.setAll(order, i -> i);
    if (shuffled) {
      MathArrays.shuffle(order, random);
    }
    int pool = shuffled ? (int) Math.min(order.length, (long) rows * POOL) : order.length;
    List<int[]> chunks = new ArrayList<>();
    for (int from = 0; from < order.length; from += pool) {
      int to = Math.min(order.length, from + pool);
      int[] sorted =
          Arrays.stream(order, from, to)
              .boxed()
              .sorted(Comparator.comparingInt((Integer i) -> lengths[i]))
              .mapToInt(i -> i)
              .toArray();
      for (int at = 0; at < sorted.length; at += rows) {
        chunks.add(Arrays.copyOfRange(sorted, at, Math.min(sorted.length, at + rows)));
      }
    }
    if (shuffled) {
      int[] places = new int[chunks.size()];
      Arrays.setAll(places, i -> i);
      MathArrays.shuffle(places, random);
      List<int[]> mixed = new ArrayList<>();
      Arrays.stream(places).forEach(place -> mixed.add(chunks.get(place)));
      return Collections.unmodifiableList(mixed);
    }
    return chunks;
  }

  private Chunk chunk(int[] sequences) {
    int rows = sequences.length;
    int steps = longest(sequences);
    boolean isEnd = moment() == Moment.END;
    EncodedTable.Reading inputs = table.reading(steps, rows);
    boolean[] mask = new boolean[Sizes.product(steps, rows)];
    Goals.Collected targets = table.goals().collect(moment(), rows * (isEnd ? 1 : steps));
    for (int row = 0; row < rows; row++) {
      int start = starts[sequences[row]];
      int length = lengths[sequences[row]];
      inputs.put(row, 0, start, length);
      for (int step = 0; step < length; step++) {
        mask[step * rows + row] = true;
      }
      for (int step = isEnd ? length - 1 : 0; step < length; step++) {
        targets.put(isEnd ? row : step * rows + row, start + step);
      }
    }
    Chunk chunk = new Chunk(inputs.inputs(), targets.targets(), Chunk.allFresh(rows));
    boolean isWhole = Arrays.stream(sequences).allMatch(i -> lengths[i] == steps);
    return isWhole ? chunk : chunk.masked(mask);
  }

  private int longest(int[] sequences) {
    return Arrays.stream(sequences).map(i -> lengths[i]).max().orElseThrow();
  }
}
