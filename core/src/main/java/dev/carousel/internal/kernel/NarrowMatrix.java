package dev.carousel.internal.kernel;

import dev.carousel.engine.WeightFormat;

/**
 * A matrix {@code [depth, columns]} of rounded weights, in the panels of {@link PackedMatrix}, for
 * {@link Kernels#multiplyRow}. Immutable.
 */
public abstract sealed class NarrowMatrix permits Bf16Matrix, Int8Matrix {
  private final int depth;
  private final int columns;
  private final int firstPanel;

  NarrowMatrix(int depth, int columns, int firstPanel) {
    this.depth = depth;
    this.columns = columns;
    this.firstPanel = firstPanel;
  }

  /**
   * The rounded values of a matrix.
   *
   * @param format a narrow one
   */
  public static NarrowMatrix of(WeightFormat format, PackedMatrix weights) {
    return switch (format) {
      case BF16 -> Bf16Matrix.of(weights);
      case INT8 -> Int8Matrix.of(weights);
      case FLOAT32 -> throw new IllegalArgumentException("float32 is not narrow");
    };
  }

  /** The bytes of such a matrix. */
  public static long bytes(WeightFormat format, int depth, int columns) {
    long elements = PackedMatrix.elements(depth, columns);
    return switch (format) {
      case BF16 -> Short.BYTES * elements;
      case INT8 -> Byte.BYTES * elements + Float.BYTES * PackedMatrix.elements(1, columns);
      case FLOAT32 -> throw new IllegalArgumentException("float32 is not narrow");
    };
  }

  /** The number of rows. */
  public final int depth() {
    return depth;
  }

  /** The number of columns. */
  public final int columns() {
    return columns;
  }

  /** The column of the matrix that this is a view of. */
  final int whole(int column) {
    return firstPanel * Kernels.PANEL + column;
  }

  /**
   * Some panels as a matrix of its own; a view.
   *
   * @param first the index of the first, in this matrix
   * @param wide the number of columns, at most to the end of the last panel
   */
  public final NarrowMatrix from(int first, int wide) {
    return view(firstPanel + first, wide);
  }

  abstract NarrowMatrix view(int panel, int wide);

  /** One element, as a float. */
  public abstract float get(int row, int column);

  /** The same values as floats. */
  public final PackedMatrix widened() {
    PackedMatrix wide = new PackedMatrix(depth, columns);
    for (int column = 0; column < columns; column++) {
      int to = wide.panelOffset(column / Kernels.PANEL) + column % Kernels.PANEL;
      for (int k = 0; k < depth; k++) {
        wide.values()[to + k * Kernels.PANEL] = get(k, column);
      }
    }
    return wide;
  }
}
