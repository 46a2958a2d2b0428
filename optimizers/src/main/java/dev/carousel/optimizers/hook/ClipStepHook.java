package dev.carousel.optimizers.hook;

import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import java.util.concurrent.atomic.AtomicBoolean;

/** The norm of each row at each time step; the rule is in {@link ClipStepProvider}. */
final class ClipStepHook implements StepHook, UpdateHook {
  private final double max;

  /** Whether any row was clipped since the last update, whatever the order of rows. */
  private final AtomicBoolean clipped = new AtomicBoolean();

  ClipStepHook(double max) {
    this.max = max;
  }

  @Override
  public boolean changesSteps() {
    return true;
  }

  @Override
  public void step(StateGradient gradient) {
    for (int row = 0; row < gradient.rows(); row++) {
      double norm = gradient.rowNorm(row);
      if (norm > max && Double.isFinite(norm)) {
        scale(gradient, row, max / norm);
        clipped.set(true);
      }
    }
  }

  @Override
  public Outcome update(Update update) {
    return clipped.getAndSet(false) ? Outcome.CLIPPED : Outcome.UNCHANGED;
  }

  private static void scale(StateGradient gradient, int row, double factor) {
    for (int unit = 0; unit < gradient.size(); unit++) {
      gradient.set(row, unit, gradient.get(row, unit) * factor);
    }
  }
}
