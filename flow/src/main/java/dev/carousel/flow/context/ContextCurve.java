package dev.carousel.flow.context;

import java.util.List;

/**
 * How the loss of a trained network falls as the context grows. The network makes every prediction
 * from a zero state and only the last steps. All contexts are measured at the same places, so that
 * differences are paired.
 *
 * @param points in order of context
 * @param places the number of places at which each was measured
 * @param best the context with the smallest loss
 * @param rewarded the shortest context that is as good as the best. Its excess is within the
 *     tolerance, 2 % of the best loss plus a thousandth of what all context gains. Or its excess is
 *     not significant: one-sided Student's t over blocks of neighbouring places, at 5 % divided by
 *     the number of contexts
 */
public record ContextCurve(List<ContextPoint> points, int places, int best, int rewarded) {
  /** Copies the list. */
  public ContextCurve {
    points = List.copyOf(points);
  }

  /** The loss with the best context. */
  public double leastLoss() {
    return points.stream().mapToDouble(ContextPoint::loss).min().orElseThrow();
  }

  /** The longest context measured. */
  public int longest() {
    return points.get(points.size() - 1).context();
  }
}
