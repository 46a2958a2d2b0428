package dev.carousel.data.predict;

import dev.carousel.data.table.EncodedRow;
import dev.carousel.data.table.RowEncoder;
import dev.carousel.data.table.RowMemory;
import dev.carousel.data.table.TableCodec;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkStream;
import dev.carousel.model.Outputs;
import dev.carousel.tensor.Precision;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one group as they come. For one thread at a time. */
abstract class GroupReader {
  private final int index;
  private RowMemory memory;

  private GroupReader(int index, RowMemory memory) {
    this.index = index;
    this.memory = memory;
  }

  /** The number of groups that came before it. */
  final int index() {
    return index;
  }

  /** What the encoder must know of the group. */
  final RowMemory memory() {
    return memory;
  }

  /**
   * Reads a row, after those that are inserted before it in a gap. One that is refused changes
   * nothing.
   *
   * @param isAnswered whether the outputs are wanted
   * @return as {@link #read} does
   * @throws dev.carousel.error.CarouselException as {@link RowEncoder#encode} does
   */
  final double @Nullable [] take(
      RowEncoder encoder, @Nullable Object[] cells, Supplier<String> where, boolean isAnswered) {
    RowMemory next = memory.copy();
    double[] outputs = read(encoder.encode(next, cells, where), isAnswered);
    memory = next;
    return outputs;
  }

  /** Writes the states of the network, or the rows of the window. */
  abstract void save(DataOutput out) throws IOException;

  /** Goes on from what was written. */
  abstract void restore(DataInput in) throws IOException;

  /**
   * Reads rows.
   *
   * @param isAnswered whether the outputs are wanted
   * @return the head's outputs {@code [K]} after the last one; null if they are not wanted, or more
   *     rows are needed
   */
  abstract double @Nullable [] read(List<EncodedRow> rows, boolean isAnswered);

  /** Makes readers for groups. */
  static final class Maker {
    /** What a group takes beside its rows and states: objects, its name, an entry of a map. */
    private static final int OBJECTS = 2_000;

    private final BoundNetwork network;
    private final @Nullable Integer window;
    private final int numbers;
    private final List<Integer> categories;
    private final long states;

    Maker(BoundNetwork network, TableCodec codec) {
      this.network = network;
      window = codec.roles().request().window();
      numbers = network.network().spec().data().inputFeatures();
      categories = network.network().spec().data().categories();
      if (window == null && network.network().spec().bidirectional()) {
        throw CarouselException.usage("A network that reads both ways cannot follow rows.")
            .expected("layers that only read forwards, or windows")
            .found("a bidirectional network without --window")
            .mend("predict from a table, or train with --window")
            .build();
      }
      states = window == null ? states(network.stream()) : 0;
    }

    private static long states(NetworkStream stream) {
      long[] count = new long[1];
      stream.carry().flat().forEach((name, tensor) -> count[0] += tensor.size());
      return count[0];
    }

    /** About how much memory a group takes. */
    long bytes() {
      long perRow = 4L * (numbers + categories.size());
      return OBJECTS + (window == null ? 8 * states : window * perRow);
    }

    GroupReader make(int index, RowMemory memory) {
      return window == null
          ? new Stream(index, memory, network.stream(), this)
          : new Window(index, memory, window, this);
    }
  }

  /** Carries the states of the network on. */
  private static final class Stream extends GroupReader {
    private final NetworkStream stream;
    private final Maker maker;

    Stream(int index, RowMemory memory, NetworkStream stream, Maker maker) {
      super(index, memory);
      this.stream = stream;
      this.maker = maker;
    }

    @Override
    double[] read(List<EncodedRow> rows, boolean isAnswered) {
      RowBatch batch = new RowBatch(maker.network, rows.size(), 1);
      for (int step = 0; step < rows.size(); step++) {
        batch.put(step, 0, rows.get(step));
      }
      Outputs outputs = new Outputs(stream.read(batch.inputs()));
      return outputs.at(outputs.steps() - 1, 0);
    }

    @Override
    void save(DataOutput out) throws IOException {
      TensorBytes.save(stream.carry().flat(), out);
    }

    @Override
    void restore(DataInput in) throws IOException {
      Precision precision = maker.network.network().engine().precision();
      stream.resume(Carry.ofFlat(TensorBytes.restore(precision, in)));
    }
  }

  /** Keeps the last rows. */
  private static final class Window extends GroupReader {
    private final Maker maker;
    private final float[] values;
    private final int[][] codes;
    private final int length;

    /** How many rows were put in. */
    private long count;

    Window(int index, RowMemory memory, int length, Maker maker) {
      super(index, memory);
      this.maker = maker;
      this.length = length;
      values = new float[length * maker.numbers];
      codes = new int[maker.categories.size()][length];
    }

    @Override
    double @Nullable [] read(List<EncodedRow> rows, boolean isAnswered) {
      for (EncodedRow row : rows) {
        int place = (int) (count++ % length);
        System.arraycopy(row.numbers(), 0, values, place * maker.numbers, maker.numbers);
        for (int k = 0; k < codes.length; k++) {
          codes[k][place] = row.categories()[k];
        }
      }
      if (count < length || !isAnswered) {
        return null;
      }
      int first = (int) (count % length);
      float[] ordered = new float[values.length];
      int split = first * maker.numbers;
      System.arraycopy(values, split, ordered, 0, values.length - split);
      System.arraycopy(values, 0, ordered, values.length - split, split);
      Outputs outputs =
          maker.network.predict(RowBatch.inputs(maker.network, length, 1, ordered, turned(first)));
      return outputs.at(outputs.steps() - 1, 0);
    }

    @Override
    void save(DataOutput out) throws IOException {
      out.writeLong(count);
      for (float value : values) {
        out.writeFloat(value);
      }
      for (int[] column : codes) {
        for (int code : column) {
          out.writeInt(code);
        }
      }
    }

    @Override
    void restore(DataInput in) throws IOException {
      count = in.readLong();
      for (int i = 0; i < values.length; i++) {
        values[i] = in.readFloat();
      }
      for (int[] column : codes) {
        for (int i = 0; i < length; i++) {
          column[i] = in.readInt();
        }
      }
    }

    private int[][] turned(int first) {
      int[][] turned = new int[codes.length][];
      for (int k = 0; k < codes.length; k++) {
        turned[k] = new int[length];
        System.arraycopy(codes[k], first, turned[k], 0, length - first);
        System.arraycopy(codes[k], 0, turned[k], length - first, first);
      }
      return turned;
    }
  }
}
