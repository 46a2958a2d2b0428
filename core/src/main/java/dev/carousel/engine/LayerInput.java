package dev.carousel.engine;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;

/** What a layer reads: T steps of B rows, time-major. */
public sealed interface LayerInput {
  /** The number of time steps, T. */
  int steps();

  /** The number of rows of the batch, B. */
  int rows();

  /** The number of features of the input vector, I. */
  int features();

  /**
   * Real vectors.
   *
   * @param values {@code [T, B, I]}; not copied, and not to be changed before the backward pass
   */
  record Vectors(Tensor values) implements LayerInput {
    /** Checks that there are three axes. */
    public Vectors {
      if (values.rank() != 3) {
        throw CarouselException.failure("A layer reads vectors by step and row.")
            .expected("[T, B, I]")
            .found(Arrays.toString(values.shape()))
            .build();
      }
    }

    @Override
    public int steps() {
      return values.extent(0);
    }

    @Override
    public int rows() {
      return values.extent(1);
    }

    @Override
    public int features() {
      return values.extent(2);
    }
  }

  /**
   * Symbols, each standing for a vector of zeros with a one at its index.
   *
   * @param steps T
   * @param rows B
   * @param features the number of different symbols
   * @param ids {@code [T, B]}, each from 0 to features - 1
   */
  record Symbols(int steps, int rows, int features, int[] ids) implements LayerInput {}
}
