package dev.carousel.flow.training;

import dev.carousel.flow.training.ClipReport.StepShare;
import dev.carousel.spi.StateGradient;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the squared norms of the total gradients of all recurrent states, step by step and row by
 * row. This measures how much arrives at a step. It is not the squared norm of the joint state's
 * gradient, because what comes back to one new state through another is in the total of both. Each
 * row has its own cells and is processed by one thread at a time. Rows are added in order, so the
 * result is the same for any number of threads.
 */
final class StepSquares implements Consumer<StateGradient> {
  private final int rows;
  private final double[] squares;

  /**
   * @param steps the number of steps, T
   * @param rows the number of rows, B
   */
  StepSquares(int steps, int rows) {
    this.rows = rows;
    squares = new double[steps * rows];
  }

  @Override
  public void accept(StateGradient gradient) {
    int first = gradient.time() * rows + gradient.firstRow();
    for (int row = 0; row < gradient.rows(); row++) {
      double norm = gradient.rowNorm(row);
      squares[first + row] += norm * norm;
    }
  }

  /** The step with the most; null if there is no gradient, or one that is not finite. */
  @Nullable StepShare largest(long update) {
    int steps = squares.length / rows;
    double sum = 0;
    double most = 0;
    int largest = 0;
    for (int step = 0; step < steps; step++) {
      double square = 0;
      for (int row = 0; row < rows; row++) {
        square += squares[step * rows + row];
      }
      sum += square;
      if (square > most) {
        most = square;
        largest = step;
      }
    }
    return sum > 0 && Double.isFinite(sum)
        ? new StepShare(update, largest, steps, most / sum)
        : null;
  }
}
