package dev.carousel.internal.norms;

import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;
import dev.carousel.tensor.Tensor;
import java.util.function.Consumer;

/**
 * The errors of a layer's joint state: the gradient of the loss with respect to all states after a
 * step together, as if each could be moved alone.
 *
 * <p>A cell may compute one new state from another: an LSTM's {@code h = o tanh(c)}. The total
 * gradient of c then contains what comes back through h, and so does the Jacobian matrix of the
 * step; together they would count that path twice. Here, a single step is run backward with the
 * gradients that reach its end, from above and from the next step. Each state keeps what it
 * receives and passes nothing on, so the result belongs to that state only.
 *
 * <p>It receives one backward pass of the steps of {@link StepRows}; each row is written by one
 * thread.
 */
final class JointErrors implements Consumer<StateGradient> {
  private final CarriedErrors errors;

  JointErrors(StepRows rows) {
    errors = CarriedErrors.none(rows);
  }

  @Override
  public void accept(StateGradient gradient) {
    if (gradient.path() != GradientPath.TOTAL) {
      return;
    }
    Tensor own = errors.states().get(gradient.state());
    int size = gradient.size();
    for (int row = 0; row < gradient.rows(); row++) {
      int to = (gradient.firstRow() + row) * size;
      for (int unit = 0; unit < size; unit++) {
        own.set(to + unit, gradient.get(row, unit));
      }
    }
    gradient.clear();
  }

  /** The errors, each scaled to norm 1 over all states together; zero where there is none. */
  CarriedErrors directions() {
    errors.normalize();
    return errors;
  }
}
