package dev.carousel.model;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Largest;
import dev.carousel.tensor.Tensor;
import java.util.Objects;

/**
 * The predictions of a network: numbers, or a logit for each class. Reading is thread-safe as long
 * as no thread writes to the tensor.
 *
 * @param values {@code [T, B, O]}; {@code [1, B, O]} for a network that predicts at the end of each
 *     row, and after one step of a {@link NetworkStream}. Values at masked steps are meaningless
 */
public record Outputs(Tensor values) {
  /** Refuses a tensor of another rank. */
  public Outputs {
    if (values.rank() != 3) {
      throw new IllegalArgumentException("outputs are [T, B, O], but these are " + values);
    }
  }

  /** The number of steps, T. */
  public int steps() {
    return values.extent(0);
  }

  /** The number of rows, B. */
  public int rows() {
    return values.extent(1);
  }

  /** The number of values in one prediction, O. */
  public int features() {
    return values.extent(2);
  }

  /**
   * One prediction, as the network computes it.
   *
   * @return {@code [O]}: numbers, or logits
   * @throws IndexOutOfBoundsException if there is no such step or row
   */
  public double[] at(int step, int row) {
    int size = features();
    int from = (checked(step, steps()) * rows() + checked(row, rows())) * size;
    double[] found = new double[size];
    for (int k = 0; k < size; k++) {
      found[k] = values.get(from + k);
    }
    return found;
  }

  private static int checked(int index, int length) {
    return Objects.checkIndex(index, length);
  }

  /**
   * The probability of each class: {@code exp(z_k) / sum_j exp(z_j)} for the logits z.
   *
   * @return {@code [O]}, with a sum of 1
   * @throws CarouselException if the prediction is not finite
   */
  public double[] softmax(int step, int row) {
    double[] found = at(step, row);
    double largest = found[argmax(step, row)];
    double sum = 0;
    for (int k = 0; k < found.length; k++) {
      found[k] = StrictMath.exp(found[k] - largest); // the same bits on every machine
      sum += found[k];
    }
    for (int k = 0; k < found.length; k++) {
      found[k] /= sum;
    }
    return found;
  }

  /**
   * The likeliest class: the one with the largest logit, or the first of equal ones.
   *
   * @throws CarouselException if the prediction is not finite
   */
  public int argmax(int step, int row) {
    double[] found = at(step, row);
    for (int k = 0; k < found.length; k++) {
      if (!Double.isFinite(found[k])) {
        throw CarouselException.failure("The network's prediction is not finite.")
            .expected("finite numbers")
            .found(found[k])
            .where("step " + step + ", row " + row + ", class " + k)
            .mend("use finite inputs, or train again with a smaller step size or with clipping")
            .build();
      }
    }
    return Largest.of(found);
  }
}
