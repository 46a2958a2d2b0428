package dev.carousel.tensor;

import dev.carousel.error.CarouselException;
import java.util.Arrays;

/** A tensor in single precision. */
public final class FloatTensor extends Tensor {
  private final float[] values;

  /** A tensor of zeros. */
  public FloatTensor(int... shape) {
    super(shape);
    values = new float[size()];
  }

  private FloatTensor(float[] values, int[] shape) {
    super(shape);
    if (values.length != size()) {
      throw CarouselException.failure("The array of a tensor has another size than its shape.")
          .expected(size() + " elements for " + Arrays.toString(shape))
          .found(values.length)
          .build();
    }
    this.values = values;
  }

  /**
   * A tensor over an array, which is not copied: a write to one is a write to the other.
   *
   * @param values row-major
   */
  public static FloatTensor over(float[] values, int... shape) {
    return new FloatTensor(values, shape);
  }

  /** The live storage, row-major: writes to it change this tensor. */
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

  @Override
  public void addScaled(double factor, Tensor other) {
    if (other instanceof FloatTensor same) {
      requireSize(other);
      if (factor == 1) {
        add(same.values);
      } else {
        addScaled(factor, same.values);
      }
    } else {
      super.addScaled(factor, other);
    }
  }

  /** Adds floats; a sum has the same bits whether it is rounded once or computed in double. */
  private void add(float[] others) {
    for (int i = 0; i < values.length; i++) {
      values[i] += others[i];
    }
  }

  private void addScaled(double factor, float[] others) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] + factor * others[i]);
    }
  }

  @Override
  public void scale(double factor) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (values[i] * factor);
    }
  }
}
