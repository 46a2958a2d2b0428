package dev.carousel.flow.context;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The context that the data rewards: the larger of what the data alone shows and what a trained
 * network uses.
 *
 * @param context the steps that a network must have read before a prediction, the last one
 *     included, at least 1
 * @param data what the data alone shows; null if that was not measured
 * @param network what a trained network uses; null if that was not measured
 * @param isUnknown whether there was too little data to measure it. The context is then the longest
 *     lag of the gradient measurement, and causes no finding
 * @param lacksSkill whether the network predicts no better than a constant; then the context that
 *     it uses means nothing
 */
public record Need(
    int context,
    @Nullable Dependence data,
    @Nullable ContextCurve network,
    boolean isUnknown,
    boolean lacksSkill) {
  /** A measured or assumed need. */
  public Need(int context, @Nullable Dependence data, @Nullable ContextCurve network) {
    this(context, data, network, false, false);
  }

  /**
   * A need from the available measurements.
   *
   * @param constant the loss of the best constant prediction; NaN if it is unknown
   * @param lag the longest lag at which the gradient was measured
   * @return an unknown need if there are none, or only that of a network without skill
   */
  public static Need of(
      Optional<Dependence> data, Optional<ContextCurve> network, double constant, int lag) {
    boolean lacksSkill = network.filter(curve -> curve.leastLoss() >= constant).isPresent();
    Optional<Integer> used = lacksSkill ? Optional.empty() : network.map(c -> c.rewarded());
    boolean isUnknown = data.isEmpty() && used.isEmpty();
    int context =
        isUnknown ? lag + 1 : Math.max(data.map(Dependence::rewarded).orElse(1), used.orElse(1));
    return new Need(context, data.orElse(null), network.orElse(null), isUnknown, lacksSkill);
  }

  /** An assumed need: all lags up to this one matter. */
  public static Need assumed(int lag) {
    return new Need(lag + 1, null, null);
  }

  /** Whether it was measured; otherwise it is assumed or unknown. */
  public boolean isMeasured() {
    return !isUnknown && (data != null || network != null);
  }

  /** The longest lag that matters: from the last step read back to the oldest that is needed. */
  public int lag() {
    return context - 1;
  }

  /** Whether it is met: no past is rewarded, or the network uses it. */
  public boolean isMet() {
    return lag() == 0 || isReached();
  }

  /**
   * Whether the network has learnt to use as much of the past as the data rewards, whatever is left
   * of its gradient.
   */
  public boolean isReached() {
    return !lacksSkill && data != null && network != null && network.rewarded() >= data.rewarded();
  }
}
