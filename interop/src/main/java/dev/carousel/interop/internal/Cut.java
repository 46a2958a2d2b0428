package dev.carousel.interop.internal;

import dev.carousel.error.CarouselException;
import dev.carousel.interop.ForeignFile;
import dev.carousel.interop.ForeignTensor;
import dev.carousel.io.DType;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Copies blocks of the tensors of a file into parameters, piece by piece, and notes which tensors
 * were used. Every number must be finite. Used by one thread.
 */
public final class Cut {
  private static final int PIECE = 1 << 13;

  /** The most elements that are read at once. */
  private static final int SLAB = 1 << 18;

  private final ForeignFile file;
  private final Precision precision;
  private final double[] piece = new double[PIECE];
  private final Set<String> used = new LinkedHashSet<>();

  /**
   * A copy into parameters of one precision.
   *
   * @param precision of the parameters
   */
  public Cut(ForeignFile file, Precision precision) {
    this.file = file;
    this.precision = precision;
  }

  /** The names of the tensors that were asked for. */
  public Set<String> used() {
    return used;
  }

  /** Whether the file has a tensor of that name. */
  public boolean has(String name) {
    return file.tensors().containsKey(name);
  }

  /** A new parameter of zeros. */
  public Tensor zeros(int... shape) {
    return precision.zeros(shape);
  }

  /**
   * The tensor of a name, of real numbers.
   *
   * @param shape that it must have
   * @throws CarouselException if it is missing, or of another shape or type
   */
  public ForeignTensor tensor(String name, int... shape) {
    ForeignTensor tensor = file.tensors().get(name);
    if (tensor == null) {
      throw refused("A tensor is missing.", "'" + name + "' " + Arrays.toString(shape), "none");
    }
    if (!Arrays.equals(tensor.shape(), shape)) {
      throw refused(
          "The shape of '" + name + "' does not fit the other tensors.",
          Arrays.toString(shape),
          Arrays.toString(tensor.shape()));
    }
    requireReal(tensor);
    used.add(name);
    return tensor;
  }

  private void requireReal(ForeignTensor tensor) {
    switch (tensor.dtype()) {
      case F32, F64, F16, BF16 -> {}
      default ->
          throw refused(
              "The elements of '" + tensor.name() + "' are no real numbers.",
              "F32, F64, F16 or BF16",
              tensor.dtype() + ": a quantized network?");
    }
  }

  /** A tensor of any shape, copied. */
  public Tensor whole(ForeignTensor tensor) {
    Tensor whole = zeros(tensor.shape());
    copy(tensor, 0, whole.size(), (i, value) -> whole.set(i, value));
    return whole;
  }

  /** Rows of a matrix as a new matrix: those from {@code first} on. */
  public Tensor rows(ForeignTensor matrix, int first, int count) {
    int columns = matrix.shape()[1];
    Tensor rows = zeros(count, columns);
    long start = (long) first * columns;
    copy(matrix, start, rows.size(), (i, value) -> rows.set(i, value));
    return rows;
  }

  /** A matrix with its axes exchanged. */
  public Tensor transposed(ForeignTensor matrix) {
    return columnBlocks(matrix, 1).get(0);
  }

  /**
   * Blocks of columns of one size, side by side in a matrix, each as a new matrix with its axes
   * exchanged.
   *
   * @param count of the blocks, which divides the number of columns
   */
  public List<Tensor> columnBlocks(ForeignTensor matrix, int count) {
    int rows = matrix.shape()[0];
    int columns = matrix.shape()[1];
    List<Tensor> blocks = new ArrayList<>();
    for (int block = 0; block < count; block++) {
      blocks.add(zeros(columns / count, rows));
    }
    int width = Math.min(columns, SLAB);
    int height = width < columns || width == 0 ? 1 : Math.min(rows, SLAB / width);
    Slab slab = new Slab(new double[height * width], width);
    for (int row = 0; row < rows; row += height) {
      int own = Math.min(height, rows - row);
      for (int column = 0; column < columns; column += width) {
        int part = own * Math.min(width, columns - column);
        long first = (long) row * columns + column;
        matrix.read(first, slab.elements, part);
        for (int i = 0; i < part; i++) {
          requireFinite(matrix, first + i, slab.elements[i]);
        }
        slab.turn(column, Math.min(width, columns - column), row, own, blocks);
      }
    }
    return blocks;
  }

  /** Rows of a matrix, or a part of one row. */
  private record Slab(double[] elements, int width) {
    /** Puts columns into the rows of the blocks, from an element of each on. */
    void turn(int first, int count, int at, int height, List<Tensor> blocks) {
      int size = blocks.get(0).extent(0);
      int rows = blocks.get(0).extent(1);
      for (int i = 0; i < count; i++) {
        Tensor into = blocks.get((first + i) / size);
        int start = (first + i) % size * rows + at;
        for (int row = 0; row < height; row++) {
          into.set(start + row, elements[row * width + i]);
        }
      }
    }
  }

  /** Elements of a vector or of rows of a matrix, as a new vector. */
  public Tensor part(ForeignTensor vector, int first, int count) {
    Tensor part = zeros(count);
    copy(vector, first, count, (i, value) -> part.set(i, value));
    return part;
  }

  /** Puts an element into a parameter. */
  @FunctionalInterface
  private interface Target {
    void set(int index, double value);
  }

  private void copy(ForeignTensor from, long first, int count, Target into) {
    for (int done = 0, part; done < count; done += part) {
      part = Math.min(PIECE, count - done);
      from.read(first + done, piece, part);
      for (int i = 0; i < part; i++) {
        requireFinite(from, first + done + i, piece[i]);
        into.set(done + i, piece[i]);
      }
    }
  }

  private void requireFinite(ForeignTensor tensor, long index, double value) {
    if (!Double.isFinite(value)) {
      throw refused(
          "The network is not finite, so it cannot be used.",
          "finite parameters",
          value + " at element " + index + " of '" + tensor.name() + "'");
    }
  }

  private CarouselException refused(String summary, String expected, String found) {
    return CarouselException.failure(summary)
        .expected(expected)
        .found(found)
        .where(file.path())
        .build();
  }

  /** The precision that holds tensors like this one. */
  public static Precision precisionOf(ForeignTensor tensor) {
    return tensor.dtype() == DType.F64 ? Precision.FLOAT64 : Precision.FLOAT32;
  }
}
