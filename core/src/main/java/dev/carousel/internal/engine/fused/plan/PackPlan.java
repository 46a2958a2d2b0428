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
