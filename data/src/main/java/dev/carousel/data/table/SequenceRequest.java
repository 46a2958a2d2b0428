package dev.carousel.data.table;

import dev.carousel.data.Sizes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is predicted, from how much.
 *
 * @param window the rows of a sequence, with one prediction at its end; null for whole series with
 *     a prediction at every row, or for one label for each group
 * @param horizon how many consecutive rows are predicted at once; null for 1
 * @param ahead how many rows after the last one read the first prediction lies, 0 for the same row;
 *     null for 1, or for the label of a group
 * @param everyStep whether a prediction is made at every row of a window, or of a group that has
 *     one class
 * @param shortGroups what to do with groups that are too short
 */
public record SequenceRequest(
    @Nullable Integer window,
    @Nullable Integer horizon,
    @Nullable Integer ahead,
    boolean everyStep,
    ShortGroups shortGroups) {
  /** The next row, at every row. */
  public static final SequenceRequest USUAL =
      new SequenceRequest(null, null, null, false, ShortGroups.REFUSE);

  /** Checks the numbers. */
  public SequenceRequest {
    Objects.requireNonNull(shortGroups);
    if (window != null) {
      Sizes.requireAtLeast("window", window, 1);
    }
    if (horizon != null) {
      Sizes.requireAtLeast("horizon", horizon, 1);
    }
    if (ahead != null) {
      Sizes.requireAtLeast("number of rows ahead", ahead, 0);
    }
  }

  /** The same, from windows of that many rows. */
  public SequenceRequest withWindow(@Nullable Integer rows) {
    return new SequenceRequest(rows, horizon, ahead, everyStep, shortGroups);
  }

  /** The same, for that many rows at once. */
  public SequenceRequest withHorizon(@Nullable Integer rows) {
    return new SequenceRequest(window, rows, ahead, everyStep, shortGroups);
  }

  /** The same, from that many rows ahead on. */
  public SequenceRequest withAhead(@Nullable Integer rows) {
    return new SequenceRequest(window, horizon, rows, everyStep, shortGroups);
  }

  /** The same, at every row or not. */
  public SequenceRequest withEveryStep(boolean isEvery) {
    return new SequenceRequest(window, horizon, ahead, isEvery, shortGroups);
  }

  /** The same, with short groups treated like this. */
  public SequenceRequest withShortGroups(ShortGroups treated) {
    return new SequenceRequest(window, horizon, ahead, everyStep, treated);
  }
}
