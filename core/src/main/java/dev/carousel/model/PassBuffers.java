package dev.carousel.model;

import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The memory that a pass needs between its layers. It is kept from pass to pass: one that asks for
 * the same shapes in the same order as the pass before makes no array. It belongs to one pass at a
 * time.
 */
final class PassBuffers {
  private final Precision precision;
  private final int steps;
  private final int rows;
  private final List<Tensor> tensors = new ArrayList<>();
  private int[] ids = new int[0];
  private int taken;

  PassBuffers(Precision precision, int steps, int rows) {
    this.precision = precision;
    this.steps = steps;
    this.rows = rows;
  }

  /** Whether it was made for passes of this size. */
  boolean is(int otherSteps, int otherRows) {
    return steps == otherSteps && rows == otherRows;
  }

  /** The next tensor, whatever it holds. */
  Tensor tensor(int... shape) {
    int index = taken++;
    if (index == tensors.size()) {
      tensors.add(precision.zeros(shape));
    } else if (!Arrays.equals(tensors.get(index).shape(), shape)) {
      tensors.set(index, precision.zeros(shape));
    }
    return tensors.get(index);
  }

  /** The next tensor, filled with zeros. */
  Tensor zeros(int... shape) {
    Tensor tensor = tensor(shape);
    tensor.fill(0);
    return tensor;
  }

  /** Integers, whatever they are; always the same array. */
  int[] ids(int count) {
    if (ids.length != count) {
      ids = new int[count];
    }
    return ids;
  }

  /** How many tensors have been taken, to {@linkplain #rewind go back} to. */
  int taken() {
    return taken;
  }

  /** Gives back all tensors but the first so many: they will be taken again. */
  void rewind(int first) {
    taken = first;
  }
}
