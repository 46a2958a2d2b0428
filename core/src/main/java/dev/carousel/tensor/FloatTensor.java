package dev.carousel.tensor;

import java.util.Arrays;

/** A tensor in single precision. */
public final class FloatTensor extends Tensor {
  private final float[] values;

  /** A tensor of zeros. */
  public FloatTensor(int... shape) {
    super(shape);
    values = new float[size()];
  }

  /** The live storage, row-major: a write to it is a write to this tensor. */
  public float[] array() {
    return values;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public double get(int index) {
    return values[index];
  }

  @Override
  public void set(int index, double value) {
    values[index] = (float) value;
  }

  @Override
  public void fill(double value) {
    Arrays.fill(values, (float) value);
  }

  @Override
  public void assign(Tensor source) {
    if (source instanceof FloatTensor same) {
      requireSize(source);
      System.arraycopy(same.values, 0, values, 0, values.length);
    } else {
      super.assign(source);
    }
  }
}
