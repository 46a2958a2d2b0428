package dev.carousel.interop.internal;

import dev.carousel.interop.ForeignTensor;
import dev.carousel.io.DType;
import org.jspecify.annotations.Nullable;

/**
 * A view of stored elements in another order, such as a transposed matrix: element {@code [i, j,
 * ..]} is stored at {@code i * stride0 + j * stride1 + ..}. What is stored is read as a whole when
 * the first element is asked for. Used by one thread.
 */
public final class StridedTensor implements ForeignTensor {
  private final StoredTensor stored;
  private final int[] shape;
  private final long[] strides;
  private double @Nullable [] elements;

  /**
   * A view that the caller has checked to be within what is stored.
   *
   * @param stored the elements, one axis
   * @param strides an offset for each axis
   */
  public StridedTensor(StoredTensor stored, int[] shape, long[] strides) {
    this.stored = stored;
    this.shape = shape.clone();
    this.strides = strides.clone();
  }

  @Override
  public String name() {
    return stored.name();
  }

  @Override
  public int[] shape() {
    return shape.clone();
  }

  @Override
  public DType dtype() {
    return stored.dtype();
  }

  @Override
  public void read(long first, double[] into, int count) {
    double[] from = loaded();
    for (int i = 0; i < count; i++) {
      into[i] = from[place(first + i)];
    }
  }

  private double[] loaded() {
    double[] known = elements;
    if (known == null) {
      known = new double[(int) stored.elements()];
      stored.read(0, known, known.length);
      elements = known;
    }
    return known;
  }

  private int place(long index) {
    long rest = index;
    long place = 0;
    for (int axis = shape.length - 1; axis >= 0; axis--) {
      place += rest % shape[axis] * strides[axis];
      rest /= shape[axis];
    }
    return (int) place;
  }
}
