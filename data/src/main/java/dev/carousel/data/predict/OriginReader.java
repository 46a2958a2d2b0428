package dev.carousel.data.predict;

import dev.carousel.data.Inputs;
import dev.carousel.data.Sizes;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.NetworkStream;
import dev.carousel.model.Outputs;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table with a network: windows and labelled groups whole, long sequences with their state;
 * many at once, with the same bits as one at a time.
 */
final class OriginReader {
  /** As many sequences as evaluation reads at once. */
  private static final int ROWS = 32;

  /** Windows are read more at once, as far as they have so few steps together. */
  private static final int MOST_WINDOWS = 256;

  private static final int WINDOW_STEPS = 1 << 14;

  private static final int STEPS = 128;

  /** Outputs of so many steps are kept to bring those of several sequences into their order. */
  private static final int MOST_STEPS = 1 << 18;

  /** A network that reads both ways reads long sequences in segments, as evaluation does. */
  private static final int SEGMENT = 1024;

  private static final int MARGIN = 512;

  private final BoundNetwork network;
  private final EncodedTable table;
  private final @Nullable Integer window;
  private final boolean isLabel;

  OriginReader(BoundNetwork network, EncodedTable table) {
    this.network = network;
    this.table = table;
    this.window = table.codec().roles().request().window();
    this.isLabel = table.codec().labelsGroups();
  }

  /** Receives the head's outputs after a row. */
  interface Sink {
    /**
     * @param origin the step that was read last
     * @param outputs {@code [K]}
     */
    void put(int sequence, int origin, double[] outputs);
  }

  /** The number of origins of a sequence. */
  int count(int sequence) {
    int readable = table.readable(sequence);
    if (isLabel) {
      return Math.min(1, readable);
    }
    return Math.max(0, readable - (window == null ? 0 : window - 1));
  }

  void read(Sink sink) {
    if (window != null) {
      windows(window, sink);
    } else if (isLabel) {
      labels(sink);
    } else {
      if (network.network().spec().bidirectional()) {
        IntStream.range(0, table.sequences()).forEach(sequence -> segments(sequence, sink));
      } else {
        allSeries(sink);
      }
    }
  }

  /** The windows of all sequences in order, some of them at once. */
  private void windows(int steps, Sink sink) {
    int most = Math.max(ROWS, Math.min(MOST_WINDOWS, WINDOW_STEPS / steps));
    int[] sequences = new int[most];
    int[] from = new int[most];
    int rows = 0;
    for (int sequence = 0; sequence < table.sequences(); sequence++) {
      int count = count(sequence);
      for (int start = 0; start < count; start++) {
        sequences[rows] = sequence;
        from[rows++] = start;
        if (rows == most) {
          windows(sequences, from, steps, sink);
          rows = 0;
        }
      }
    }
    if (rows > 0) {
      windows(Arrays.copyOf(sequences, rows), Arrays.copyOf(from, rows), steps, sink);
    }
  }

  private void windows(int[] sequences, int[] from, int steps, Sink sink) {
    int[] lengths = new int[from.length];
    Arrays.fill(lengths, steps);
    Outputs outputs = network.predict(table.inputs(sequences, from, lengths));
    for (int row = 0; row < from.length; row++) {
      sink.put(sequences[row], from[row] + steps - 1, outputs.at(outputs.steps() - 1, row));
    }
  }

  /** Whole groups, those of similar length at once, but told in their order. */
  private void labels(Sink sink) {
    double[][] found = new double[table.sequences()][];
    int[] byLength =
        IntStream.range(0, table.sequences())
            .filter(sequence -> count(sequence) > 0)
            .boxed()
            .sorted((a, b) -> Integer.compare(table.length(a), table.length(b)))
            .mapToInt(sequence -> sequence)
            .toArray();
    for (int at = 0; at < byLength.length; at += ROWS) {
      int[] some = Arrays.copyOfRange(byLength, at, Math.min(byLength.length, at + ROWS));
      int[] lengths = IntStream.of(some).map(table::length).toArray();
      Inputs inputs = table.inputs(some, new int[some.length], lengths);
      Outputs outputs = network.predict(inputs, mask(lengths, inputs.steps()));
      for (int row = 0; row < some.length; row++) {
        found[some[row]] = outputs.at(outputs.steps() - 1, row);
      }
    }
    for (int sequence = 0; sequence < found.length; sequence++) {
      if (found[sequence] != null) {
        sink.put(sequence, table.length(sequence) - 1, found[sequence]);
      }
    }
  }

  private static boolean @Nullable [] mask(int[] lengths, int steps) {
    if (IntStream.of(lengths).allMatch(length -> length == steps)) {
      return null;
    }
    boolean[] mask = new boolean[Sizes.product(steps, lengths.length)];
    for (int place = 0; place < mask.length; place++) {
      mask[place] = place / lengths.length < lengths[place % lengths.length];
    }
    return mask;
  }

  /** All sequences with their states: pools of consecutive ones, told in their order. */
  private void allSeries(Sink sink) {
    int from = 0;
    while (from < table.sequences()) {
      int to = from + 1;
      long steps = count(from);
      while (to < table.sequences() && steps + count(to) <= MOST_STEPS) {
        steps += count(to++);
      }
      if (to == from + 1) {
        series(from, sink);
      } else {
        pool(from, to, sink);
      }
      from = to;
    }
  }

  /** Some sequences, those of similar length at once. */
  private void pool(int from, int to, Sink sink) {
    double[][][] found = new double[to - from][][];
    int[] byLength =
        IntStream.range(from, to)
            .boxed()
            .sorted((a, b) -> Integer.compare(count(a), count(b)))
            .mapToInt(sequence -> sequence)
            .toArray();
    for (int at = 0; at < byLength.length; at += ROWS) {
      int[] some = Arrays.copyOfRange(byLength, at, Math.min(byLength.length, at + ROWS));
      double[][][] read = together(some);
      for (int row = 0; row < some.length; row++) {
        found[some[row] - from] = read[row];
      }
    }
    for (int sequence = from; sequence < to; sequence++) {
      for (int step = 0; step < found[sequence - from].length; step++) {
        sink.put(sequence, step, found[sequence - from][step]);
      }
    }
  }

  /** The outputs of sequences that are read at once; after the end of one, its row is not used. */
  private double[][][] together(int... sequences) {
    int rows = sequences.length;
    int[] counts = IntStream.of(sequences).map(this::count).toArray();
    double[][][] found = new double[rows][][];
    for (int row = 0; row < rows; row++) {
      found[row] = new double[counts[row]][];
    }
    NetworkStream stream = network.stream(rows);
    int longest = IntStream.of(counts).max().orElse(0);
    for (int from = 0; from < longest; from += STEPS) {
      int begin = from;
      int[] froms = IntStream.of(counts).map(count -> Math.min(begin, count)).toArray();
      int[] steps =
          IntStream.of(counts).map(c -> Math.max(0, Math.min(STEPS, c - begin))).toArray();
      Outputs outputs = new Outputs(stream.read(table.inputs(sequences, froms, steps)));
      for (int row = 0; row < rows; row++) {
        for (int step = 0; step < steps[row]; step++) {
          found[row][from + step] = outputs.at(step, row);
        }
      }
    }
    return found;
  }

  /** One sequence in order, as a stream reads it. */
  private void series(int sequence, Sink sink) {
    NetworkStream stream = network.stream();
    int length = count(sequence);
    for (int from = 0; from < length; from += STEPS) {
      int steps = Math.min(STEPS, length - from);
      Tensor outputs = stream.read(table.inputs(sequence, from, steps));
      int size = outputs.extent(2);
      for (int step = 0; step < steps; step++) {
        double[] own = new double[size];
        for (int k = 0; k < size; k++) {
          own[k] = outputs.get(step * size + k);
        }
        sink.put(sequence, from + step, own);
      }
    }
  }

  /** One sequence both ways, in segments, each with what is near it. */
  private void segments(int sequence, Sink sink) {
    int length = count(sequence);
    for (int begin = 0; begin < length; begin += SEGMENT) {
      Segment segment = Segment.of(begin, length);
      Outputs outputs = network.predict(table.inputs(sequence, segment.from, segment.size()));
      for (int step = begin; step < segment.end; step++) {
        sink.put(sequence, step, outputs.at(step - segment.from, 0));
      }
    }
  }

  /**
   * Steps of a sequence that a network that reads both ways reads at once.
   *
   * @param from the first that is read
   * @param begin the first whose output is used
   * @param end after the last whose output is used
   * @param to after the last that is read
   */
  record Segment(int from, int begin, int end, int to) {
    /** The most steps from the first one that is read to the last whose output is used. */
    static final int MOST_BEFORE = SEGMENT + MARGIN;

    /** The segment of a step in a sequence of this length. */
    static Segment of(int step, int length) {
      int begin = step / SEGMENT * SEGMENT;
      int end = Math.min(length, begin + SEGMENT);
      return new Segment(Math.max(0, begin - MARGIN), begin, end, Math.min(length, end + MARGIN));
    }

    int size() {
      return to - from;
    }
  }
}
