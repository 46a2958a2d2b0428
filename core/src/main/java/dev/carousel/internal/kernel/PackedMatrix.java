package dev.carousel.internal.kernel;

/**
 * A matrix {@code [depth, columns]} laid out for {@link Kernels#multiply}: panels of {@link
 * Kernels#PANEL} columns, each panel holding its rows one after the other, the last one padded with
 * zeros. Filled once, then only read.
 */
public final class PackedMatrix {
  private final int depth;
  private final int columns;
  private final float[] values;
  private final int offset;

  /** A matrix of zeros. */
  public PackedMatrix(int depth, int columns) {
    this(depth, columns, new float[Math.toIntExact(elements(depth, columns))]);
  }

  /**
   * A matrix in an array of {@link #elements} zeros.
   *
   * @param values owned by this matrix from now on
   */
  public PackedMatrix(int depth, int columns, float[] values) {
    this(depth, columns, values, 0);
  }

  /** How many elements such a matrix has, with those that pad it. */
  public static long elements(int depth, int columns) {
    return (long) panels(columns) * Kernels.PANEL * depth;
  }

  private PackedMatrix(int depth, int columns, float[] values, int offset) {
    this.depth = depth;
    this.columns = columns;
    this.values = values;
    this.offset = offset;
  }

  /** One panel as a matrix of its own, the columns of zeros that pad it included; a view. */
  public PackedMatrix panel(int panel) {
    return new PackedMatrix(depth, Kernels.PANEL, values, panelOffset(panel));
  }

  /**
   * Some columns as a matrix of their own; a view.
   *
   * @param from the first, where a panel begins
   */
  public PackedMatrix columns(int from, int count) {
    if (from % Kernels.PANEL != 0) {
      throw new IllegalArgumentException("no panel begins at column " + from);
    }
    return new PackedMatrix(depth, count, values, panelOffset(from / Kernels.PANEL));
  }

  /**
   * The rows from one on, as the right side of a product with that many fewer terms; a view, only
   * to be multiplied with.
   */
  public PackedMatrix rowsFrom(int row) {
    return new PackedMatrix(depth, columns, values, offset + row * Kernels.PANEL);
  }

  private static int panels(int columns) {
    return (columns + Kernels.PANEL - 1) / Kernels.PANEL;
  }

  /** The number of rows. */
  public int depth() {
    return depth;
  }

  /** The number of columns. */
  public int columns() {
    return columns;
  }

  /** The number of panels. */
  public int panels() {
    return panels(columns);
  }

  /** The packed elements; owned by this matrix, read by kernels. */
  public float[] values() {
    return values;
  }

  /** Where a panel begins. */
  public int panelOffset(int panel) {
    return offset + panel * Kernels.PANEL * depth;
  }

  /**
   * Copies {@code source[rows, width]} to the rectangle that starts at (atRow, atColumn).
   *
   * @param stride the distance from a row of the source to the next
   */
  public void place(
      float[] source, int offset, int stride, int rows, int width, int atRow, int atColumn) {
    for (int k = 0; k < rows; k++) {
      int from = offset + k * stride;
      for (int j = 0; j < width; ) {
        int column = atColumn + j;
        int run = Math.min(width - j, Kernels.PANEL - column % Kernels.PANEL);
        System.arraycopy(source, from + j, values, index(atRow + k, column), run);
        j += run;
      }
    }
  }

  /** Copies the transpose of {@code source[rows, width]}, in the same way. */
  public void placeTransposed(
      float[] source, int offset, int stride, int rows, int width, int atRow, int atColumn) {
    for (int j = 0; j < rows; j++) {
      int to = index(atRow, atColumn + j);
      int from = offset + j * stride;
      for (int k = 0; k < width; k++) {
        values[to + k * Kernels.PANEL] = source[from + k];
      }
    }
  }

  /** One element. */
  public float get(int row, int column) {
    return values[index(row, column)];
  }

  private int index(int row, int column) {
    return panelOffset(column / Kernels.PANEL) + row * Kernels.PANEL + column % Kernels.PANEL;
  }
}
