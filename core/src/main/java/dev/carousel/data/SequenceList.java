package dev.carousel.data;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The long sequences of a part, as they are read in use: each in order, with a prediction at every
 * step, and with the data that precedes it. One for a text or a series, one for each group of a
 * table with groups. No state is carried from one to another. Immutable; may be read from several
 * threads.
 */
public final class SequenceList {
  private static final SequenceList NONE =
      new SequenceList(null, new int[0], new int[0], new int[0]);

  private final @Nullable StepSource source;
  private final int[] first;
  private final int[] lengths;
  private final int[] before;

  private SequenceList(@Nullable StepSource source, int[] first, int[] lengths, int[] before) {
    this.source = source;
    this.first = first;
    this.lengths = lengths;
    this.before = before;
  }

  /** No sequences, as in a part of independent rows. */
  public static SequenceList none() {
    return NONE;
  }

  /**
   * One sequence, preceded by all of the source's steps before it.
   *
   * @param source of the steps
   * @param first the index in the source of its first step
   * @param length N, the number of its steps, at least 1
   */
  public static SequenceList of(StepSource source, int first, int length) {
    return of(source, new int[] {first}, new int[] {length}, new int[] {first});
  }

  /**
   * Several sequences; the arrays are copied.
   *
   * @param source of the steps
   * @param first {@code [S]}, the index in the source of each sequence's first step
   * @param lengths {@code [S]}, the number of its steps, at least 1
   * @param before {@code [S]}, the number of steps that precede it: those of its group that stand
   *     before {@code first} in the source
   * @throws IllegalArgumentException if the arrays are of different lengths, or a number is out of
   *     range
   */
  public static SequenceList of(StepSource source, int[] first, int[] lengths, int[] before) {
    Sizes.require("lengths", lengths.length, first.length);
    Sizes.require("before", before.length, first.length);
    for (int i = 0; i < first.length; i++) {
      if (lengths[i] < 1 || before[i] < 0 || before[i] > first[i]) {
        throw new IllegalArgumentException(
            "sequence %d has %d steps from step %d of the source, and %d before them"
                .formatted(i, lengths[i], first[i], before[i]));
      }
    }
    return new SequenceList(source, first.clone(), lengths.clone(), before.clone());
  }

  /** The number of sequences, S. */
  public int size() {
    return lengths.length;
  }

  /** The number of steps of a sequence, each with one prediction. */
  public int length(int sequence) {
    return lengths[sequence];
  }

  /**
   * The number of steps of the same data before the first: those of the training part before a
   * validation part; 0 if nothing precedes.
   */
  public int before(int sequence) {
    return before[sequence];
  }

  /** The number of steps of all sequences. */
  public long steps() {
    return Arrays.stream(lengths).asLongStream().sum();
  }

  /** The number of steps of the longest sequence; 0 if there is none. */
  public int longest() {
    return Arrays.stream(lengths).max().orElse(0);
  }

  /** The sequences by length, the longest first. */
  public int[] byLength() {
    return IntStream.range(0, size())
        .mapToLong(i -> ((long) (Integer.MAX_VALUE - lengths[i]) << 32) + i)
        .sorted()
        .mapToInt(key -> (int) key)
        .toArray();
  }

  /**
   * Some parts of the sequences as the rows of a chunk. No row is fresh.
   *
   * @param sequences {@code [B]}, the sequence that each row is from
   * @param starts {@code [B]}, the first step of each row, from {@code -before} on
   * @param steps {@code [B]}, the steps of each row, at least 0; the longest has T of them, and
   *     shorter ones are masked at their ends
   * @throws IndexOutOfBoundsException if a requested step does not exist
   */
  public Chunk stretches(int[] sequences, int[] starts, int[] steps) {
    Sizes.require("starts", starts.length, sequences.length);
    Sizes.require("steps", steps.length, sequences.length);
    int rows = sequences.length;
    int most = Arrays.stream(steps).max().orElse(0);
    int[] places = new int[Sizes.product(most, rows)];
    boolean[] mask = new boolean[places.length];
    for (int row = 0; row < rows; row++) {
      int sequence = sequences[row];
      Objects.checkFromIndexSize(
          before[sequence] + starts[row], steps[row], before[sequence] + lengths[sequence]);
      for (int step = 0; step < most; step++) {
        mask[step * rows + row] = step < steps[row];
        places[step * rows + row] = step < steps[row] ? first[sequence] + starts[row] + step : -1;
      }
    }
    boolean isWhole = Arrays.stream(steps).allMatch(length -> length == most);
    StepSource from = Objects.requireNonNull(source);
    return new Chunk(
        from.inputs(most, rows, places),
        from.targets(most, rows, places),
        isWhole ? null : mask,
        new boolean[rows]);
  }

  /**
   * One pass for training. A single sequence is cut as {@link StreamLayout} says, several as {@link
   * SequenceBatches} does, in an order that depends on seed and epoch.
   *
   * @param batch the maximum number of rows, B
   * @param steps the maximum number of steps of a chunk, T
   * @throws dev.carousel.error.CarouselException if one of them is less than 1
   */
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    return size() == 1 ? alone(batch, steps) : batches(batch, steps).shuffled(seed, epoch);
  }

  /** One pass like {@link #epoch}, but from the longest sequences to the shortest. */
  public Epoch longestFirst(int batch, int steps) {
    return size() == 1 ? alone(batch, steps) : batches(batch, steps).longestFirst();
  }

  private Epoch alone(int batch, int steps) {
    return StreamLayout.of(lengths[0], batch, steps).epoch(this);
  }

  SequenceBatches batches(int batch, int steps) {
    return SequenceBatches.of(this, batch, steps);
  }
}
