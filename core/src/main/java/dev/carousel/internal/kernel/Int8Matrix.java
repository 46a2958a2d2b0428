package dev.carousel.internal.kernel;

/** A matrix in {@link dev.carousel.engine.WeightFormat#INT8}. */
public final class Int8Matrix extends NarrowMatrix {
  /** Behind the last element, so that eight bytes can be read where the last four stand. */
  private static final int PADDING = 4;

  private final byte[] values;
  private final float[] scales;

  private Int8Matrix(int depth, int columns, int firstPanel, byte[] values, float[] scales) {
    super(depth, columns, firstPanel);
    this.values = values;
    this.scales = scales;
  }

  static Int8Matrix of(PackedMatrix weights) {
    int depth = weights.depth();
    int columns = weights.columns();
    byte[] values = new byte[Math.toIntExact(PackedMatrix.elements(depth, columns) + PADDING)];
    Int8Matrix made =
        new Int8Matrix(depth, columns, 0, values, new float[weights.panels() * Kernels.PANEL]);
    for (int column = 0; column < columns; column++) {
      made.round(weights, column);
    }
    return made;
  }

  private void round(PackedMatrix weights, int column) {
    float scale = scale(weights, column);
    scales[column] = scale;
    int at = start(column);
    for (int k = 0; k < depth(); k++) {
      float steps = (float) Math.rint(weights.get(k, column) / scale);
      // A scale below the smallest normal number may be too small for its largest weight.
      float kept = Math.max(-Byte.MAX_VALUE, Math.min(steps, Byte.MAX_VALUE));
      values[at + k * Kernels.PANEL] = (byte) kept;
    }
  }

  private static float scale(PackedMatrix weights, int column) {
    float largest = 0;
    for (int k = 0; k < weights.depth(); k++) {
      largest = Math.max(largest, Math.abs(weights.get(k, column)));
    }
    return Float.isFinite(largest) ? largest / Byte.MAX_VALUE : Float.NaN;
  }

  /** The packed elements; read by kernels. */
  public byte[] values() {
    return values;
  }

  /** Where a column of this matrix begins in the packed elements. */
  public int start(int column) {
    int whole = whole(column);
    return whole / Kernels.PANEL * Kernels.PANEL * depth() + whole % Kernels.PANEL;
  }

  /** The scale of each column, from {@link #scaleAt} on; zeros for the columns that pad. */
  public float[] scales() {
    return scales;
  }

  /** Where the scale of a column of this matrix stands. */
  public int scaleAt(int column) {
    return whole(column);
  }

  @Override
  NarrowMatrix view(int panel, int wide) {
    return new Int8Matrix(depth(), wide, panel, values, scales);
  }

  @Override
  public float get(int row, int column) {
    return values[start(column) + row * Kernels.PANEL] * scales[whole(column)];
  }
}
