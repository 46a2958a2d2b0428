package dev.carousel.data.table;

import dev.carousel.data.Targets.Moment;
import org.jspecify.annotations.Nullable;

/**
 * A request with its defaults: which rows are read for a prediction, and which are predicted.
 *
 * @param window null for whole series
 * @param ahead rows from the last one read to the first one predicted
 * @param horizon rows predicted at once
 * @param isLabel whether each group has one target, predicted at its end
 * @param moment when a prediction is made
 */
record Steps(@Nullable Integer window, int ahead, int horizon, boolean isLabel, Moment moment) {
  /**
   * @param isClass whether the target is a class
   */
  static Steps of(Roles roles, boolean isClass) {
    SequenceRequest request = roles.request();
    boolean isOne = isClass || roles.columns().statics().containsAll(roles.columns().targets());
    boolean isLabel =
        isOne
            && roles.columns().group() != null
            && request.window() == null
            && request.horizon() == null
            && request.ahead() == null
            && !request.everyStep();
    Integer ahead = request.ahead();
    Integer horizon = request.horizon();
    boolean isEnd = isLabel || (request.window() != null && !request.everyStep());
    return new Steps(
        request.window(),
        ahead != null ? ahead : isLabel ? 0 : 1,
        horizon != null ? horizon : 1,
        isLabel,
        isEnd ? Moment.END : Moment.EVERY_STEP);
  }

  /** How many rows after the last one read the last prediction lies. */
  int last() {
    return ahead + horizon - 1;
  }

  /** How many rows before its last target the first row lies that is read for a prediction. */
  int reach() {
    return last() + (window == null ? 0 : window - 1);
  }

  /** How many predictions (of windows, or of rows) that many rows allow; less than 1 for none. */
  int predictions(int rows) {
    return isLabel ? Math.min(rows, 1) : rows - reach();
  }

  /** What one prediction needs, for messages. */
  String needs() {
    String read = window == null ? "1 row" : "a window of " + window;
    String more = ahead == 0 ? "" : " and " + ahead + " ahead";
    return "enough rows for " + read + more + (horizon == 1 ? "" : ", a horizon of " + horizon);
  }
}
