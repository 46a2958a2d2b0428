package dev.carousel.internal.engine.fused;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.internal.graph.Node;
import dev.carousel.internal.kernel.PackedMatrix;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import java.util.List;

/**
 * Which parameters make up the right side of one product.
 *
 * @param depth the number of its rows: the size of the operand
 * @param columns the size of the result
 */
record PackPlan(int depth, int columns, List<Piece> pieces) {

  /** A parameter, and where its product with the operand stands. */
  record Piece(Node.MatrixUse use, int atRow, int atColumn) {
    Piece shifted(int rows, int columns) {
      return new Piece(use, atRow + rows, atColumn + columns);
    }
  }

  PackedMatrix pack(NamedTensors parameters) {
    PackedMatrix packed = new PackedMatrix(depth, columns);
    for (Piece piece : pieces) {
      ParameterSpec spec = piece.use().matrix();
      float[] w = ((FloatTensor) parameters.get(spec.name())).array();
      if (piece.use().transposed()) {
        packed.place(
            w, 0, spec.columns(), spec.rows(), spec.columns(), piece.atRow(), piece.atColumn());
      } else {
        packed.placeTransposed(
            w, 0, spec.columns(), spec.rows(), spec.columns(), piece.atRow(), piece.atColumn());
      }
    }
    return packed;
  }
}
