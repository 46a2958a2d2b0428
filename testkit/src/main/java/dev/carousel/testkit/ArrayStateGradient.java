package dev.carousel.testkit;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;

/**
 * A {@link StateGradient} over a plain array {@code [B, H]}, for tests of gradient hooks. Writes to
 * it change the array.
 */
public final class ArrayStateGradient implements StateGradient {
  private final String layer;
  private final String state;
  private final GradientPath path;
  private final int time;
  private final int size;
  private final double[] values;
  private final int firstRow;
  private final int rows;
  private final boolean writable;
  private volatile boolean expired;

  /**
   * A view of all rows of a {@linkplain GradientPath#TOTAL total} gradient that may be changed.
   *
   * @param size H, the size of the state
   * @param values the rows one after the other; not copied
   */
  public ArrayStateGradient(String layer, String state, int time, int size, double[] values) {
    this(layer, state, GradientPath.TOTAL, time, size, values, 0, values.length / size, true);
  }

  private ArrayStateGradient(
      String layer,
      String state,
      GradientPath path,
      int time,
      int size,
      double[] values,
      int firstRow,
      int rows,
      boolean writable) {
    this.layer = layer;
    this.state = state;
    this.path = path;
    this.time = time;
    this.size = size;
    this.values = values;
    this.firstRow = firstRow;
    this.rows = rows;
    this.writable = writable;
  }

  /** A view of {@code count} rows of the same array, of which {@code from} is the first. */
  public ArrayStateGradient rows(int from, int count) {
    return new ArrayStateGradient(
        layer, state, path, time, size, values, firstRow + from, count, writable);
  }

  /** A view of the same rows, as the part of a gradient that takes this path. */
  public ArrayStateGradient along(GradientPath other) {
    return new ArrayStateGradient(
        layer, state, other, time, size, values, firstRow, rows, writable);
  }

  /** A view of the same rows that refuses to be changed. */
  public ArrayStateGradient readOnly() {
    return new ArrayStateGradient(layer, state, path, time, size, values, firstRow, rows, false);
  }

  /** Ends this view, as the engine does after the call: any further use is refused. */
  void expire() {
    expired = true;
  }

  @Override
  public String layer() {
    return layer;
  }

  @Override
  public String state() {
    return state;
  }

  @Override
  public GradientPath path() {
    return path;
  }

  @Override
  public int time() {
    return time;
  }

  @Override
  public int firstRow() {
    return firstRow;
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public double get(int row, int unit) {
    return values[index(row, unit)];
  }

  @Override
  public void set(int row, int unit, double value) {
    if (!writable) {
      throw new IllegalStateException("a hook that does not declare it changes no step");
    }
    values[index(row, unit)] = value;
  }

  private int index(int row, int unit) {
    if (expired) {
      throw new IllegalStateException("this view was valid only during the call to step");
    }
    if (row < 0 || row >= rows || unit < 0 || unit >= size) {
      throw new IndexOutOfBoundsException(
          "[" + row + ", " + unit + "] of [" + rows + ", " + size + "]");
    }
    return (firstRow + row) * size + unit;
  }
}
