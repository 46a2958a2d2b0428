package dev.carousel.data;

import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.MathArrays;

/**
 * How several sequences are cut for training.
 *
 * <ul>
 *   <li>A row is one sequence. A long one is cut into several rows of nearly equal length, as many
 *       as its share of all steps entitles it to of B rows, but none shorter than T steps: three
 *       long sequences fill a batch as one would, and one that is much longer than the others does
 *       not run on alone.
 *   <li>Rows of similar length, within an eighth, are shuffled and put side by side in batches of
 *       at most B rows. All batches have as many rows, or one less.
 *   <li>Each batch is cut into chunks of T steps, with the states carried on. Rows that have ended
 *       are masked. In the first chunk of a batch every row is fresh, so no state crosses from one
 *       sequence to another.
 *   <li>The batches are in a random order, another one in each epoch.
 * </ul>
 */
final class SequenceBatches {
  private static final String ORDER = "sequence order";

  private final SequenceList sequences;
  private final int steps;
  private final int batches;

  /** By row: the sequence, its first step in it, and its steps. */
  private final int[] sequence;

  private final int[] start;
  private final int[] length;

  private SequenceBatches(
      SequenceList sequences, int batch, int steps, int[] sequence, int[] start, int[] length) {
    this.sequences = sequences;
    this.steps = steps;
    this.sequence = sequence;
    this.start = start;
    this.length = length;
    batches = (int) (((long) length.length + batch - 1) / batch);
  }

  static SequenceBatches of(SequenceList sequences, int batch, int steps) {
    Sizes.requireChunk(batch, steps);
    int[] cuts = IntStream.range(0, sequences.size()).map(i -> 0).toArray();
    long all = sequences.steps();
    for (int i = 0; i < cuts.length; i++) {
      long share = (long) sequences.length(i) * batch / all;
      cuts[i] = (int) Math.max(1, Math.min(share, sequences.length(i) / steps));
    }
    int rows = Arrays.stream(cuts).sum();
    int[] sequence = new int[rows];
    int[] start = new int[rows];
    int[] length = new int[rows];
    int row = 0;
    for (int i = 0; i < cuts.length; i++) {
      StreamLayout cut = new StreamLayout(sequences.length(i), cuts[i], steps);
      for (int k = 0; k < cuts[i]; k++) {
        sequence[row] = i;
        start[row] = cut.start(0, k);
        length[row] = cut.start(0, k + 1) - start[row];
        row++;
      }
    }
    return new SequenceBatches(sequences, batch, steps, sequence, start, length);
  }

  /** The number of rows of all batches. */
  int rows() {
    return length.length;
  }

  /** The number of rows of the largest batch. */
  int mostRows() {
    return (rows() + batches - 1) / batches;
  }

  /** The number of batches. */
  int batches() {
    return batches;
  }

  /** The number of steps of the longest row. */
  int longest() {
    return Arrays.stream(length).max().orElse(0);
  }

  /** The share of the places in all chunks at which nothing stands, 0 to 1. */
  double padding() {
    return new Order(byLength(0, 0), IntStream.range(0, batches).toArray()).padding();
  }

  /** A pass in the order of an epoch. */
  Epoch shuffled(long seed, int epoch) {
    int[] order = IntStream.range(0, batches).toArray();
    MathArrays.shuffle(order, RandomStreams.stream(seed, "batch order", epoch));
    return new Order(byLength(seed, epoch), order);
  }

  /** A pass from the longest rows to the shortest. */
  Epoch longestFirst() {
    int[] order = IntStream.range(0, rows()).toArray();
    return new Order(
        sorted(order, row -> Integer.MAX_VALUE - length[row]),
        IntStream.range(0, batches).toArray());
  }

  /** The rows by length; shuffled among those whose lengths differ by less than an eighth. */
  private int[] byLength(long seed, int epoch) {
    int[] order = IntStream.range(0, rows()).toArray();
    MathArrays.shuffle(order, RandomStreams.stream(seed, ORDER, epoch));
    return sorted(order, row -> Integer.MAX_VALUE - sizeClass(length[row]));
  }

  /** Eight classes for each doubling of the length. */
  private static int sizeClass(int length) {
    int octave = 31 - Integer.numberOfLeadingZeros(length);
    return 8 * octave + (int) (((long) length << 3 >> octave) & 7);
  }

  /** Sorts rows by a key of at least 0; equal ones keep their order. */
  private static int[] sorted(int[] order, IntUnaryOperator key) {
    return IntStream.range(0, order.length)
        .mapToLong(place -> ((long) key.applyAsInt(order[place]) << 32) + place)
        .sorted()
        .mapToInt(sorted -> order[(int) sorted])
        .toArray();
  }

  /** One pass over all batches. */
  private final class Order implements Epoch {
    private final int[] row;
    private final int[] batch;

    /** By batch in the order of the pass, its first chunk; at the end, the number of chunks. */
    private final int[] firstChunk;

    /** By batch in the order of the pass, the steps of its longest row. */
    private final int[] longest;

    private Order(int[] row, int[] batch) {
      this.row = row;
      this.batch = batch;
      longest = Arrays.stream(batch).map(this::longestOf).toArray();
      firstChunk = new int[batches + 1];
      for (int b = 0; b < batches; b++) {
        firstChunk[b + 1] = firstChunk[b] + (longest[b] + steps - 1) / steps;
      }
    }

    private int longestOf(int which) {
      return Arrays.stream(rowsOf(which)).map(r -> length[r]).max().orElseThrow();
    }

    /** The rows of a batch, counted by length. */
    private int[] rowsOf(int which) {
      return Arrays.copyOfRange(row, from(which), from(which + 1));
    }

    private int from(int which) {
      return (int) ((long) row.length * which / batches);
    }

    private int rowCount(int which) {
      return from(which + 1) - from(which);
    }

    private double padding() {
      long places = 0;
      for (int b = 0; b < batches; b++) {
        places += (long) rowCount(batch[b]) * longest[b];
      }
      return 1 - (double) sequences.steps() / places;
    }

    /** The batch, in the order of the pass, that a chunk is of. */
    private int batchAt(int chunk) {
      int found = Arrays.binarySearch(firstChunk, Objects.checkIndex(chunk, size()));
      return found >= 0 ? found : -found - 2;
    }

    @Override
    public int size() {
      return firstChunk[batches];
    }

    @Override
    public int steps(int chunk) {
      int at = batchAt(chunk);
      return Math.min(steps, longest[at] - (chunk - firstChunk[at]) * steps);
    }

    @Override
    public int rows(int chunk) {
      return rowCount(batch[batchAt(chunk)]);
    }

    @Override
    public Chunk chunk(int index) {
      int at = batchAt(index);
      int done = (index - firstChunk[at]) * steps;
      int most = steps(index);
      int[] rows = rowsOf(batch[at]);
      int[] of = Arrays.stream(rows).map(r -> sequence[r]).toArray();
      int[] starts = Arrays.stream(rows).map(r -> start[r] + Math.min(done, length[r])).toArray();
      int[] counts =
          Arrays.stream(rows).map(r -> Math.max(0, Math.min(most, length[r] - done))).toArray();
      Chunk chunk = sequences.stretches(of, starts, counts);
      return done > 0
          ? chunk
          : new Chunk(chunk.inputs(), chunk.targets(), chunk.mask(), Chunk.allFresh(rows.length));
    }
  }
}
