package dev.carousel.data.table;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link RowEncoder} must remember of a group between its rows: its last values, for missing
 * cells, and its last time. For one thread at a time.
 */
public final class RowMemory {
  private static final byte WORD = 1;
  private static final byte NUMBER = 2;

  private final String group;
  private final int scale;
  private final float[] numbers;
  private final int[] codes;
  private final @Nullable Object[] constants;
  private int rows;
  private long tick;

  /**
   * @param scale the index of the group in the codec; -1 if it has no scale of its own
   * @param columns how many columns are read
   */
  RowMemory(String group, int scale, int columns) {
    this.group = group;
    this.scale = scale;
    numbers = new float[columns];
    codes = new int[columns];
    constants = new @Nullable Object[columns];
  }

  /** The name of the group; empty if there is no column of groups. */
  public String group() {
    return group;
  }

  /** How many rows were read, with those that were inserted in gaps. */
  public int rows() {
    return rows;
  }

  int scale() {
    return scale;
  }

  long tick() {
    return tick;
  }

  /** The scaled number of a column in the last row. */
  float number(int column) {
    return numbers[column];
  }

  /** The code of a category in the last row. */
  int code(int column) {
    return codes[column];
  }

  /** The value of a column that is constant within the group; null if it was not there yet. */
  @Nullable Object constant(int column) {
    return constants[column];
  }

  /** One row more. */
  void add(float[] newNumbers, int[] newCodes, long newTick) {
    System.arraycopy(newNumbers, 0, numbers, 0, numbers.length);
    System.arraycopy(newCodes, 0, codes, 0, codes.length);
    rows = Math.addExact(rows, 1);
    tick = newTick;
  }

  void keep(int column, Object value) {
    constants[column] = value;
  }

  /** Writes all but the name of the group. */
  void save(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeLong(tick);
    for (int c = 0; c < numbers.length; c++) {
      out.writeFloat(numbers[c]);
      out.writeInt(codes[c]);
      Object constant = constants[c];
      out.writeByte(constant == null ? 0 : constant instanceof String ? WORD : NUMBER);
      if (constant instanceof String word) {
        out.writeUTF(word);
      } else if (constant != null) {
        out.writeDouble((double) constant);
      }
    }
  }

  /** Goes on from what was written. */
  void restore(DataInput in) throws IOException {
    rows = in.readInt();
    tick = in.readLong();
    for (int c = 0; c < numbers.length; c++) {
      numbers[c] = in.readFloat();
      codes[c] = in.readInt();
      byte kind = in.readByte();
      constants[c] = kind == WORD ? in.readUTF() : kind == NUMBER ? in.readDouble() : null;
    }
  }

  /** A copy, to try a row with. */
  public RowMemory copy() {
    RowMemory copy = new RowMemory(group, scale, numbers.length);
    copy.add(numbers, codes, tick);
    System.arraycopy(constants, 0, copy.constants, 0, constants.length);
    copy.rows = rows;
    return copy;
  }

  @Override
  public String toString() {
    return "RowMemory[" + group + ", " + rows + " rows, " + Arrays.toString(numbers) + "]";
  }
}
