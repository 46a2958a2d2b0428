package dev.carousel.data.predict;

import dev.carousel.data.predict.OriginReader.Segment;
import dev.carousel.data.table.EncodedRow;
import dev.carousel.data.table.EncodedTable;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkStream;
import dev.carousel.model.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Reads the ends of some groups of a table, and then rows that follow them: the same bits as if
 * those rows stood in the table, in a time that does not depend on the rows before. For one thread.
 */
abstract class TailReader {
  /** As many windows as {@link OriginReader} reads at once. */
  private static final int MOST_WINDOWS = 256;

  private static final int STEPS = 128;

  final BoundNetwork network;
  final EncodedTable table;

  /** Of each group, its sequence, and how many of its steps were read. */
  final int[] sequences;

  final int[] lengths;

  /** After how many of the last rows outputs are wanted. */
  final int last;

  private TailReader(BoundNetwork network, EncodedTable table, int[] sequences, int last) {
    this.network = network;
    this.table = table;
    this.sequences = sequences;
    this.lengths = IntStream.of(sequences).map(table::readable).toArray();
    this.last = last;
  }

  /**
   * A reader.
   *
   * @param sequences B groups; each has at least {@code last} rows to predict from
   * @param last after how many of the last rows outputs are wanted
   */
  static TailReader of(BoundNetwork network, EncodedTable table, int[] sequences, int last) {
    Integer window = table.codec().roles().request().window();
    if (window != null) {
      return new Windows(network, table, sequences, last, window);
    }
    return network.network().spec().bidirectional()
        ? new Segments(network, table, sequences, last)
        : new Streams(network, table, sequences, last);
  }

  /**
   * Reads the rows of the table.
   *
   * @return {@code [B][last][K]}: the head's outputs after the last rows of each group
   */
  abstract double[][][] start();

  /**
   * Reads rows that follow.
   *
   * @param rows {@code [B][n]}, n at least {@code last}
   * @return {@code [B][last][K]}: the head's outputs after the last of them
   */
  final double[][][] next(EncodedRow[][] rows) {
    for (int row = 0; row < lengths.length; row++) {
      lengths[row] += rows[row].length;
    }
    return read(rows);
  }

  abstract double[][][] read(EncodedRow[][] rows);

  final double[][][] outputs() {
    return new double[sequences.length][last][];
  }

  /** Carries the states of the network on. */
  private static final class Streams extends TailReader {
    private final NetworkStream stream;

    Streams(BoundNetwork network, EncodedTable table, int[] sequences, int last) {
      super(network, table, sequences, last);
      stream = network.stream(sequences.length);
    }

    @Override
    double[][][] start() {
      double[][][] found = outputs();
      Carry[] carries = new Carry[lengths.length];
      int longest = IntStream.of(lengths).max().orElse(0);
      for (int from = 0; from < longest; from = end(from)) {
        int begin = from;
        int end = end(from);
        int[] froms = IntStream.of(lengths).map(length -> Math.min(length, begin)).toArray();
        int[] steps =
            IntStream.of(lengths)
                .map(length -> Math.max(0, Math.min(length, end) - begin))
                .toArray();
        Outputs read = new Outputs(stream.read(table.inputs(sequences, froms, steps)));
        for (int row = 0; row < lengths.length; row++) {
          for (int step = Math.max(begin, lengths[row] - last); step < begin + steps[row]; step++) {
            found[row][step - lengths[row] + last] = read.at(step - begin, row);
          }
        }
        keep(end, carries);
      }
      if (IntStream.of(lengths).anyMatch(length -> length < longest)) {
        stream.resume(Carry.ofRows(List.of(carries)));
      }
      return found;
    }

    /** Where to stop reading: where a group ends, or after so many steps. */
    private int end(int from) {
      int end = IntStream.of(lengths).filter(length -> length > from).min().orElse(from);
      return Math.min(from + STEPS, end);
    }

    /** Keeps the states of groups that end here: reading on for others spoils them. */
    private void keep(int end, Carry[] carries) {
      Carry all = null;
      for (int row = 0; row < carries.length; row++) {
        if (lengths[row] == end) {
          all = all == null ? stream.carry() : all;
          carries[row] = all.row(row);
        }
      }
    }

    @Override
    double[][][] read(EncodedRow[][] rows) {
      int count = rows[0].length;
      RowBatch batch = new RowBatch(network, count, rows.length);
      for (int row = 0; row < rows.length; row++) {
        for (int step = 0; step < count; step++) {
          batch.put(step, row, rows[row][step]);
        }
      }
      Outputs read = new Outputs(stream.read(batch.inputs()));
      double[][][] found = outputs();
      for (int row = 0; row < rows.length; row++) {
        for (int i = 0; i < last; i++) {
          found[row][i] = read.at(count - last + i, row);
        }
      }
      return found;
    }
  }

  /** Keeps the last rows of each group, as many as are read again. */
  private abstract static class Kept extends TailReader {
    private final int most;
    private final List<List<EncodedRow>> kept = new ArrayList<>();

    /**
     * @param most how many rows of each group are kept
     */
    Kept(BoundNetwork network, EncodedTable table, int[] sequences, int last, int most) {
      super(network, table, sequences, last);
      this.most = most;
      for (int row = 0; row < sequences.length; row++) {
        List<EncodedRow> rows = new ArrayList<>();
        for (int step = Math.max(0, lengths[row] - most); step < lengths[row]; step++) {
          rows.add(table.encodedRow(sequences[row], step));
        }
        kept.add(rows);
      }
    }

    @Override
    final double[][][] start() {
      return made();
    }

    @Override
    final double[][][] read(EncodedRow[][] rows) {
      for (int row = 0; row < rows.length; row++) {
        List<EncodedRow> own = kept.get(row);
        own.addAll(List.of(rows[row]));
        own.subList(0, Math.max(0, own.size() - most)).clear();
      }
      return made();
    }

    abstract double[][][] made();

    /** Puts steps of a group into a row of a batch. */
    final void put(int row, int from, int steps, RowBatch batch, int batchRow) {
      List<EncodedRow> own = kept.get(row);
      int first = from - lengths[row] + own.size();
      for (int step = 0; step < steps; step++) {
        batch.put(step, batchRow, own.get(first + step));
      }
    }
  }

  /** Reads a window for each output. */
  private static final class Windows extends Kept {
    private final int window;

    Windows(BoundNetwork network, EncodedTable table, int[] sequences, int last, int window) {
      super(network, table, sequences, last, window - 1 + last);
      this.window = window;
    }

    @Override
    double[][][] made() {
      double[][][] found = outputs();
      int all = sequences.length * last;
      for (int from = 0; from < all; from += MOST_WINDOWS) {
        int count = Math.min(MOST_WINDOWS, all - from);
        RowBatch batch = new RowBatch(network, window, count);
        for (int i = 0; i < count; i++) {
          int row = (from + i) / last;
          int end = lengths[row] - last + (from + i) % last + 1;
          put(row, end - window, window, batch, i);
        }
        Outputs read = network.predict(batch.inputs());
        for (int i = 0; i < count; i++) {
          found[(from + i) / last][(from + i) % last] = read.at(read.steps() - 1, i);
        }
      }
      return found;
    }
  }

  /** Reads the last segments again: their states come from both sides. */
  private static final class Segments extends Kept {
    Segments(BoundNetwork network, EncodedTable table, int[] sequences, int last) {
      super(network, table, sequences, last, Segment.MOST_BEFORE + last);
    }

    @Override
    double[][][] made() {
      double[][][] found = outputs();
      for (int row = 0; row < sequences.length; row++) {
        int first = lengths[row] - last;
        int step = first;
        while (step < lengths[row]) {
          Segment segment = Segment.of(step, lengths[row]);
          RowBatch batch = new RowBatch(network, segment.size(), 1);
          put(row, segment.from(), segment.size(), batch, 0);
          Outputs read = network.predict(batch.inputs());
          for (; step < segment.end(); step++) {
            found[row][step - first] = read.at(step - segment.from(), 0);
          }
        }
      }
      return found;
    }
  }
}
