package dev.carousel.experiments.published;

import dev.carousel.experiments.statistics.Aim;
import java.math.BigDecimal;

/**
 * When a seed counts as having solved the task. It is measured on the validation set, with the
 * parameters that have the least validation loss. Immutable and thread-safe.
 *
 * @param metric {@value #LOSS} for the validation loss, or the name of a metric of {@code evaluate}
 * @param aim which figures are better
 * @param bound a smaller figure solves the task, or with {@link Aim#LARGER} one at least as large
 * @param learntLoss the updates needed are those before the first validation with a smaller loss
 */
public record Criterion(String metric, Aim aim, double bound, double learntLoss) {
  /** The name of the validation loss. */
  public static final String LOSS = "loss";

  /** Whether a figure solves the task; false for NaN. */
  public boolean isMet(double figure) {
    return Double.isFinite(figure) && (aim == Aim.SMALLER ? figure < bound : figure >= bound);
  }

  /** Such as {@code loss < 0.05} or {@code accuracy >= 0.99}. */
  @Override
  public String toString() {
    return metric + (aim == Aim.SMALLER ? " < " : " >= ") + plain(bound);
  }

  private static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
