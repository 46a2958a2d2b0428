package dev.carousel.internal.kernel;

/**
 * A matrix in {@link dev.carousel.engine.WeightFormat#BF16}. A row of a panel is {@link #PAIRS}
 * integers: the lower half of the first is column 0, the upper half column {@link #PAIRS}, and so
 * on. So a vector of integers gives two vectors of floats by a shift and a mask.
 */
public final class Bf16Matrix extends NarrowMatrix {
  /** The integers of a row of a panel. */
  public static final int PAIRS = Kernels.PANEL / 2;

  /** Keeps a NaN one, whatever its lower bits. */
  private static final int QUIET = 0x40;

  /** The lower half of an integer. */
  private static final int LOWER = 0xFFFF;

  private final int[] values;

  private Bf16Matrix(int depth, int columns, int firstPanel, int[] values) {
    super(depth, columns, firstPanel);
    this.values = values;
  }

  static Bf16Matrix of(PackedMatrix weights) {
    int[] values =
        new int[Math.toIntExact(PackedMatrix.elements(weights.depth(), weights.columns()) / 2)];
    int from = weights.panelOffset(0);
    for (int i = 0; i < values.length; i++) {
      int at = from + i / PAIRS * Kernels.PANEL + i % PAIRS;
      int lower = rounded(weights.values()[at]);
      int upper = rounded(weights.values()[at + PAIRS]);
      values[i] = (upper << Short.SIZE) | lower;
    }
    return new Bf16Matrix(weights.depth(), weights.columns(), 0, values);
  }

  /** The upper half of a float, rounded to nearest even; from 0 to {@link #LOWER}. */
  private static int rounded(float value) {
    int bits = Float.floatToRawIntBits(value);
    if (Float.isNaN(value)) {
      return (bits >>> Short.SIZE) | QUIET;
    }
    int even = (bits >>> Short.SIZE) & 1;
    return (bits + LOWER / 2 + even) >>> Short.SIZE;
  }

  /** The packed pairs; read by kernels. */
  public int[] values() {
    return values;
  }

  /** Where the pair of a column among the first {@link #PAIRS} of its panel stands, in row 0. */
  public int pairAt(int column) {
    int whole = whole(column);
    return whole / Kernels.PANEL * PAIRS * depth() + whole % Kernels.PANEL;
  }

  @Override
  NarrowMatrix view(int panel, int wide) {
    return new Bf16Matrix(depth(), wide, panel, values);
  }

  @Override
  public float get(int row, int column) {
    boolean isUpper = column % Kernels.PANEL >= PAIRS;
    int pair = values[pairAt(isUpper ? column - PAIRS : column) + row * PAIRS];
    return Float.intBitsToFloat(isUpper ? pair & ~LOWER : pair << Short.SIZE);
  }
}
