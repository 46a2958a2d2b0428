package dev.carousel.flow.dynamics;

import dev.carousel.engine.ForwardPass;
import java.util.Arrays;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Products of the Jacobian matrices of a layer's joint state, along recorded data. */
final class JacobianProduct {
  private JacobianProduct() {}

  /**
   * Multiplies vectors by {@code (J_{from+count} .. J_{from+1})'}: carries gradients back over some
   * steps.
   *
   * @param vectors as many for each row of the recording, row by row
   */
  static double[][] transposed(LayerRecording recording, int from, int count, double[][] vectors) {
    int copies = vectors.length / recording.rows();
    ForwardPass pass = recording.again(from, count, copies);
    var found =
        pass.backward(
            null, JointState.split(recording.specs(), vectors, recording.precision()), null);
    double[][] before = JointState.join(recording.specs(), found.initialStates());
    pass.release();
    return before;
  }

  /**
   * The Jacobian matrix of the joint state after some steps with respect to that before them, for
   * each row.
   */
  static RealMatrix[] of(LayerRecording recording, int from, int count) {
    int size = recording.stateSize();
    double[][] units = new double[recording.rows() * size][size];
    for (int i = 0; i < units.length; i++) {
      units[i][i % size] = 1;
    }
    double[][] rows = transposed(recording, from, count, units);
    RealMatrix[] jacobians = new RealMatrix[recording.rows()];
    for (int row = 0; row < jacobians.length; row++) {
      double[][] own = Arrays.copyOfRange(rows, row * size, (row + 1) * size);
      jacobians[row] = MatrixUtils.createRealMatrix(own);
    }
    return jacobians;
  }
}
