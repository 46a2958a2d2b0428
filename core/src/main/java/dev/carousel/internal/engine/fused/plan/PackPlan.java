package dev.carousel.internal.engine.fused.plan;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters make up the right side of one product.
 *
 * @param depth the number of its rows: the size of the operand
 * @param columns the size of the result
 * @param pieces the parameters, and where they stand
 * @param sums what the product starts; empty if it adds to what is there
 */
public record PackPlan(int depth, int columns, List<Piece> pieces, List<Sum> sums) {
  /** The rows of a table that are filled at a time: they stay in the cache. */
  private static final int TABLE_ROWS = 128;

  /** How many floats a line of the cache has. */
  private static final int LINE = 16;

  /** A vector that the product adds to, what it starts from (null for zeros), and its column. */
  public record Sum(Node affine, @Nullable ParameterSpec bias, int atColumn) {
    Sum shifted(int columns) {
      return new Sum(affine, bias, atColumn + columns);
    }
  }

  /** A block of a parameter, and where its product with the operand stands. */
  public record Piece(Node.MatrixUse use, int block, int atRow, int atColumn) {
    Piece shifted(int rows, int columns) {
      return new Piece(use, block, atRow + rows, atColumn + columns);
    }
  }

  // Loops by index, here and wherever every update comes by: an iterator is an object.

  /** Fills the right side of the product. */
  public void pack(NamedTensors parameters, PackedMatrix packed) {
    for (int i = 0; i < pieces.size(); i++) {
      Piece piece = pieces.get(i);
      ParameterSpec spec = piece.use().matrix();
      float[] w = ((FloatTensor) parameters.get(spec.name())).array();
      int rows = spec.rows() / piece.use().blocks();
      int columns = spec.columns();
      int from = piece.block() * rows * columns;
      if (piece.use().transposed()) {
        packed.place(w, from, columns, rows, columns, piece.atRow(), piece.atColumn());
      } else {
        packed.placeTransposed(w, from, columns, rows, columns, piece.atRow(), piece.atColumn());
      }
    }
  }

  /**
   * Fills some rows of a table: row by row what the product with a one alone at its index is.
   *
   * @param bias that the sums start from
   * @param table {@code [depth, columns]}
   */
  public void fillTable(NamedTensors parameters, float[] bias, float[] table, int from, int to) {
    for (int k = from; k < to; k += TABLE_ROWS) {
      int end = Math.min(to, k + TABLE_ROWS);
      for (int row = k; row < end; row++) {
        System.arraycopy(bias, 0, table, row * columns, columns);
      }
      for (int i = 0; i < pieces.size(); i++) {
        addRows(pieces.get(i), parameters, k, end, table);
      }
    }
  }

  /** Adds what a piece has of the table's rows {@code from} to {@code to}. */
  private void addRows(Piece piece, NamedTensors parameters, int from, int to, float[] table) {
    ParameterSpec spec = piece.use().matrix();
    float[] w = ((FloatTensor) parameters.get(spec.name())).array();
    int rows = spec.rows() / piece.use().blocks();
    int width = spec.columns();
    int block = piece.block() * rows * width;
    boolean isTurned = !piece.use().transposed();
    int first = Math.max(from - piece.atRow(), 0);
    int last = Math.min(to - piece.atRow(), isTurned ? width : rows);
    int at = (piece.atRow() + first) * columns + piece.atColumn();
    if (isTurned) {
      addTurned(w, block + first, width, rows, last - first, table, at);
      return;
    }
    for (int row = first; row < last; row++, at += columns) {
      for (int j = 0; j < width; j++) {
        table[at + j] += w[block + row * width + j];
      }
    }
  }

  /** Adds columns of a matrix to rows of the table, a line of the cache of each at a time. */
  private void addTurned(
      float[] w, int from, int stride, int rows, int count, float[] table, int at) {
    for (int i = 0; i < rows; i += LINE) {
      for (int row = i; row < Math.min(rows, i + LINE); row++) {
        for (int k = 0; k < count; k++) {
          table[at + k * columns + row] += w[from + row * stride + k];
        }
      }
    }
  }

  /** Fills the row that the product's sums start from. */
  public void fillBias(NamedTensors parameters, float[] row) {
    for (int i = 0; i < sums.size(); i++) {
      Sum sum = sums.get(i);
      ParameterSpec bias = sum.bias();
      if (bias != null) {
        float[] from = ((FloatTensor) parameters.get(bias.name())).array();
        System.arraycopy(from, 0, row, sum.atColumn(), from.length);
      }
    }
  }
}
