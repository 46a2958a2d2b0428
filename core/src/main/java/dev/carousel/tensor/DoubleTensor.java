package dev.carousel.tensor;

import java.util.Arrays;

/** A tensor in double precision. */
public final class DoubleTensor extends Tensor {
  private final double[] values;

  /** A tensor of zeros. */
  public DoubleTensor(int... shape) {
    super(shape);
    values = new double[size()];
  }

  /** The live storage, row-major: writes to it change this tensor. */
  public double[] array() {
    return values;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public double get(int index) {
    return values[index];
  }

  @Override
  public void set(int index, double value) {
    values[index] = value;
  }

  @Override
  public void fill(double value) {
    Arrays.fill(values, value);
  }

  @Override
  public void assign(Tensor source) {
    if (source instanceof DoubleTensor same) {
      requireSize(source);
      System.arraycopy(same.values, 0, values, 0, values.length);
    } else {
      super.assign(source);
    }
  }

  @Override
  public void addScaled(double factor, Tensor other) {
    if (other instanceof DoubleTensor same) {
      requireSize(other);
      for (int i = 0; i < values.length; i++) {
        values[i] += factor * same.values[i];
      }
    } else {
      super.addScaled(factor, other);
    }
  }

  @Override
  public void scale(double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
