package dev.carousel.flow;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.model.Layer;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/** Measures recurrent matrices. */
final class Spectra {
  private Spectra() {}

  static List<MatrixSpectrum> of(Layer layer, NamedTensors parameters) {
    return layer.program().recurrentMatrices().stream()
        .map(spec -> of(spec, parameters.get(spec.name())))
        .toList();
  }

  private static MatrixSpectrum of(ParameterSpec spec, Tensor tensor) {
    double[][] entries = new double[spec.rows()][spec.columns()];
    for (int i = 0; i < tensor.size(); i++) {
      entries[i / spec.columns()][i % spec.columns()] = tensor.get(i);
    }
    RealMatrix matrix = new Array2DRowRealMatrix(entries, false);
    double largest = new SingularValueDecomposition(matrix).getNorm();
    boolean isSquare = spec.rows() == spec.columns();
    return new MatrixSpectrum(spec.name(), largest, isSquare ? spectralRadius(matrix) : Double.NaN);
  }

  private static double spectralRadius(RealMatrix matrix) {
    EigenDecomposition eigen = new EigenDecomposition(matrix);
    double largest = 0;
    for (int i = 0; i < matrix.getRowDimension(); i++) {
      double modulus = Math.hypot(eigen.getRealEigenvalue(i), eigen.getImagEigenvalue(i));
      largest = Math.max(largest, modulus);
    }
    return largest;
  }
}
