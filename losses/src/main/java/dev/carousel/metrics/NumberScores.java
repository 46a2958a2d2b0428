package dev.carousel.metrics;

import java.util.List;

/**
 * Scores of predicted numbers, for each target by itself. Immutable and thread-safe.
 *
 * @param targets at least one
 */
public record NumberScores(List<TargetScores> targets) implements EvaluationScores {
  /** Copies the list. */
  public NumberScores {
    targets = List.copyOf(targets);
  }

  /** How many numbers have a known truth. */
  @Override
  public long predictions() {
    return targets.stream().mapToLong(target -> target.figures().predictions()).sum();
  }
}
