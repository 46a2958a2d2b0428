package dev.carousel.internal.kernel;

/** A matrix in {@link dev.carousel.engine.WeightFormat#BF16}. */
public final class Bf16Matrix extends NarrowMatrix {
  /** Keeps a NaN one, whatever its lower bits. */
  private static final int QUIET = 0x40;

  private final short[] values;

  private Bf16Matrix(int depth, int columns, int firstPanel, short[] values) {
    super(depth, columns, firstPanel);
    this.values = values;
  }

  static Bf16Matrix of(PackedMatrix weights) {
    short[] values =
        new short[Math.toIntExact(PackedMatrix.elements(weights.depth(), weights.columns()))];
    int from = weights.panelOffset(0);
    for (int i = 0; i < values.length; i++) {
      values[i] = rounded(weights.values()[from + i]);
    }
    return new Bf16Matrix(weights.depth(), weights.columns(), 0, values);
  }

  /** The upper half of a float, rounded to nearest even. */
  private static short rounded(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (short) ((bits >>> Short.SIZE) | QUIET);
    }
    int even = (bits >>> Short.SIZE) & 1;
    return (short) ((bits + 0x7FFF + even) >>> Short.SIZE);
  }

  /** The packed elements; read by kernels. */
  public short[] values() {
    return values;
  }

  @Override
  NarrowMatrix view(int panel, int wide) {
    return new Bf16Matrix(depth(), wide, panel, values);
  }

  @Override
  float value(int at, int column) {
    return Float.intBitsToFloat(values[at] << Short.SIZE);
  }
}
