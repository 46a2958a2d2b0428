package dev.carousel.benchmarks.kernels;

/**
 * The matrix products that the engine issues for an LSTM layer of H units with H / 2 inputs: {@code
 * C[rows, columns] = init + A[rows, depth] * B[depth, columns]}.
 */
public enum ProductShape {
  /** A step of the forward loop: the recurrent matrices of all gates. */
  FORWARD_64(32, 64, 256, false),
  FORWARD_128(32, 128, 512, false),
  FORWARD_256(32, 256, 1024, false),
  FORWARD_512(32, 512, 2048, false),
  /** A step of the backward loop: the same matrices, transposed. */
  BACKWARD_64(32, 256, 64, false),
  BACKWARD_128(32, 512, 128, false),
  BACKWARD_256(32, 1024, 256, false),
  BACKWARD_512(32, 2048, 512, false),
  /** Outside the loop: the input matrices, for a block of steps at once. */
  BEFORE_128(128, 64, 512, false),
  BEFORE_256(128, 128, 1024, false),
  BEFORE_512(128, 256, 2048, false),
  /** The gradient of the recurrent matrices over a block of steps; A is read by columns. */
  WEIGHTS_64(256, 128, 64, true),
  WEIGHTS_128(512, 128, 128, true),
  WEIGHTS_256(1024, 128, 256, true),
  WEIGHTS_512(2048, 128, 512, true),
  /** A step of one sequence. */
  ONE_ROW_128(1, 128, 512, false),
  ONE_ROW_256(1, 256, 1024, false),
  ONE_ROW_512(1, 512, 2048, false);

  private final int rows;
  private final int depth;
  private final int columns;
  private final boolean transposed;

  ProductShape(int rows, int depth, int columns, boolean transposed) {
    this.rows = rows;
    this.depth = depth;
    this.columns = columns;
    this.transposed = transposed;
  }

  /** The rows of A and C. */
  public int rows() {
    return rows;
  }

  /** The columns of A and rows of B. */
  public int depth() {
    return depth;
  }

  /** The columns of B and C. */
  public int columns() {
    return columns;
  }

  /** Whether A lies in memory as its transpose. */
  public boolean isTransposed() {
    return transposed;
  }

  /** Operations of one product; a multiply-add counts as two. */
  public double operations() {
    return 2.0 * rows * depth * columns;
  }

  /** As a person reads it: {@code 32 x 64 x 256}. */
  public String extents() {
    return rows + " x " + depth + " x " + columns + (transposed ? ", A transposed" : "");
  }
}
