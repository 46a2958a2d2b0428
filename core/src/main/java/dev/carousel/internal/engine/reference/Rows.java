package dev.carousel.internal.engine.reference;

import dev.carousel.data.Inputs;
import dev.carousel.tensor.Tensor;

/** One row of a tensor at a time, or of a layer's input. */
public final class Rows {
  private Rows() {}

  /** The elements of a row. */
  public static double[] read(Tensor tensor, int row, int size) {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = tensor.get(row * size + i);
    }
    return values;
  }

  /** Sets the elements of a row. */
  public static void write(Tensor tensor, int row, double[] values) {
    for (int i = 0; i < values.length; i++) {
      tensor.set(row * values.length + i, values[i]);
    }
  }

  /** What a layer reads at a place (t * B + b); of a symbol the vector that it stands for. */
  public static double[] input(Inputs input, int place) {
    if (input instanceof Inputs.Values vectors) {
      return read(vectors.tensor(), place, vectors.features());
    }
    double[] x = new double[input.features()];
    x[((Inputs.Symbols) input).ids()[place]] = 1;
    return x;
  }
}
