package dev.carousel.flow;

import dev.carousel.engine.ParameterSpec;
import dev.carousel.model.Layer;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.tensor.internal.Matrices;
import java.util.List;
import org.apache.commons.math3.linear.RealMatrix;

/** Measures recurrent matrices. */
final class Spectra {
  private Spectra() {}

  static List<MatrixSpectrum> of(Layer layer, NamedTensors parameters) {
    return layer.program().recurrentMatrices().stream()
        .map(spec -> of(spec, parameters.get(spec.name())))
        .toList();
  }

  private static MatrixSpectrum of(ParameterSpec spec, Tensor tensor) {
    RealMatrix matrix = Matrices.of(tensor);
    return new MatrixSpectrum(
        spec.name(),
        Matrices.largestSingularValue(matrix),
        matrix.isSquare() ? Matrices.spectralRadius(matrix) : Double.NaN);
  }
}
