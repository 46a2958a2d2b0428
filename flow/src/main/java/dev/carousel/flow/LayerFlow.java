package dev.carousel.flow;

import java.util.List;

/**
 * One layer's states and recurrent matrices.
 *
 * @param name the group of its parameters: {@code layer0}, {@code layer0-reverse}
 * @param layer its position, from 0
 * @param reverse whether it reads the sequence backwards; its lags then count forwards
 * @param states in the order of their declaration
 * @param recurrent every matrix that multiplies a vector that depends on a state
 */
public record LayerFlow(
    String name,
    int layer,
    boolean reverse,
    List<StateFlow> states,
    List<MatrixSpectrum> recurrent) {

  /** The largest of all recurrent matrices' largest singular values; NaN without such a matrix. */
  public double largestSingularValue() {
    return recurrent.stream()
        .mapToDouble(MatrixSpectrum::largestSingularValue)
        .max()
        .orElse(Double.NaN);
  }

  /** The largest spectral radius of all square recurrent matrices; NaN without one. */
  public double spectralRadius() {
    return recurrent.stream()
        .mapToDouble(MatrixSpectrum::spectralRadius)
        .filter(radius -> !Double.isNaN(radius))
        .max()
        .orElse(Double.NaN);
  }
}
