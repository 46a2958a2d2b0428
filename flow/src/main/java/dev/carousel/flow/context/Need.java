package dev.carousel.flow.context;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of the past the data rewards: the larger of what the data itself shows and what a
 * trained network uses.
 *
 * @param context the steps that a network must have read before a prediction, the last one
 *     included, at least 1
 * @param data what the data itself shows; null if that was not measured
 * @param network what a trained network uses; null if that was not measured
 * @param isUnknown whether it was looked for and could not be measured, as there is too little
 *     data. The context is then as far as the gradient was measured, and no fault is found for its
 *     sake
 */
public record Need(
    int context, @Nullable Dependence data, @Nullable ContextCurve network, boolean isUnknown) {
  /** Of what was measured or assumed. */
  public Need(int context, @Nullable Dependence data, @Nullable ContextCurve network) {
    this(context, data, network, false);
  }

  /**
   * Of what could be measured.
   *
   * @param lag the longest at which the gradient was measured
   * @return an unknown need if nothing could be
   */
  public static Need of(Optional<Dependence> data, Optional<ContextCurve> network, int lag) {
    if (data.isEmpty() && network.isEmpty()) {
      return new Need(lag + 1, null, null, true);
    }
    int context =
        Math.max(
            data.map(Dependence::rewarded).orElse(1), network.map(c -> c.rewarded()).orElse(1));
    return new Need(context, data.orElse(null), network.orElse(null));
  }

  /** Where it is not to be measured: all lags up to this one are said to matter. */
  public static Need assumed(int lag) {
    return new Need(lag + 1, null, null);
  }

  /** Whether it was measured; else it is assumed, or unknown. */
  public boolean isMeasured() {
    return data != null || network != null;
  }

  /** The longest lag that matters: from the last step read back to the oldest that is needed. */
  public int lag() {
    return context - 1;
  }

  /** Whether nothing is to be mended for its sake: no past is rewarded, or it is used. */
  public boolean isMet() {
    return lag() == 0 || isReached();
  }

  /**
   * Whether the network was seen to use as much of the past as the data shows to matter, whatever
   * is left of its gradient.
   */
  public boolean isReached() {
    return data != null && network != null && network.rewarded() >= data.rewarded();
  }
}
