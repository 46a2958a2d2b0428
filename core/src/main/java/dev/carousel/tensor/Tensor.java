package dev.carousel.tensor;

import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * A dense row-major array of real numbers.
 *
 * <p>Shapes are written {@code [T, B, H]}: time, batch, feature. Element access is by flat index
 * and in double, whatever the precision of the storage. Not synchronised: several threads may read
 * while none writes.
 */
public abstract sealed class Tensor permits FloatTensor, DoubleTensor {
  private final int[] shape;
  private final int size;

  Tensor(int[] shape) {
    this.shape = shape.clone();
    this.size = sizeOf(shape);
  }

  private static int sizeOf(int[] shape) {
    long size = 1;
    for (int extent : shape) {
      if (extent < 0) {
        throw CarouselException.failure("A tensor cannot have a negative extent.")
            .found(Arrays.toString(shape))
            .build();
      }
      size *= extent;
      if (size > Integer.MAX_VALUE - 8) {
        throw CarouselException.failure("A tensor of this shape does not fit into one Java array.")
            .expected("at most " + (Integer.MAX_VALUE - 8) + " elements")
            .found(Arrays.toString(shape))
            .mend("lower the batch size, the chunk length (bptt) or the number of units")
            .build();
      }
    }
    return (int) size;
  }

  /** The extents, a copy. */
  public final int[] shape() {
    return shape.clone();
  }

  /** The extent of one axis. */
  public final int extent(int axis) {
    return shape[axis];
  }

  /** The number of axes. */
  public final int rank() {
    return shape.length;
  }

  /** The number of elements. */
  public final int size() {
    return size;
  }

  /** The width of the numbers. */
  public abstract Precision precision();

  /** The element at a flat row-major index. */
  public abstract double get(int index);

  /** Sets the element at a flat row-major index, rounding to this precision. */
  public abstract void set(int index, double value);

  /** Sets every element. */
  public abstract void fill(double value);

  /** A tensor of zeros of the same shape and precision. */
  public final Tensor like() {
    return precision().zeros(shape);
  }

  /** A copy in the same precision. */
  public final Tensor copy() {
    return precision().copyOf(this);
  }

  /** Copies every element of {@code source}, which has the same size; rounds if necessary. */
  public void assign(Tensor source) {
    requireSize(source);
    for (int i = 0; i < size; i++) {
      set(i, source.get(i));
    }
  }

  /** Adds {@code factor * other}, element by element. */
  public void addScaled(double factor, Tensor other) {
    requireSize(other);
    for (int i = 0; i < size; i++) {
      set(i, get(i) + factor * other.get(i));
    }
  }

  /** Multiplies every element. */
  public abstract void scale(double factor);

  /** The sum of the squares of all elements, in double; the order of additions is fixed. */
  public final double sumOfSquares() {
    return SumOfSquares.of(this);
  }

  /**
   * The sum of the products of elements with those of {@code other}, of the same size, in double.
   */
  public final double dot(Tensor other) {
    requireSize(other);
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += get(i) * other.get(i);
    }
    return sum;
  }

  /** The index of the first element that is NaN or infinite; empty if all are finite. */
  public final OptionalInt firstNonFinite() {
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(get(i))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The elements, in double, as a new array. */
  public final double[] toDoubles() {
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = get(i);
    }
    return values;
  }

  final void requireSize(Tensor other) {
    if (other.size() != size) {
      throw CarouselException.failure("Two tensors must have as many elements as each other.")
          .expected(Arrays.toString(shape))
          .found(Arrays.toString(other.shape()))
          .build();
    }
  }

  @Override
  public final String toString() {
    return precision() + Arrays.toString(shape);
  }
}
