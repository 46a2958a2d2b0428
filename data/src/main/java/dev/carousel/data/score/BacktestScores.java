package dev.carousel.data.score;

import dev.carousel.metrics.EvaluationScores;
import java.util.List;
import java.util.Objects;

/**
 * Scores of forecasts from several origins at the end of each group, each made with no look at what
 * follows. The network is always the same: only the origin moves. Immutable and thread-safe.
 *
 * @param origins how many in each group, K
 * @param apart the rows from one origin to the next: the horizon, so that each row is predicted
 *     once
 * @param groups how many have forecasts
 * @param scores of all forecasts; with the steps of the horizon one by one
 * @param byOrigin the same for each origin, the earliest first
 */
public record BacktestScores(
    int origins, int apart, int groups, EvaluationScores scores, List<EvaluationScores> byOrigin) {
  /** Copies the list. */
  public BacktestScores {
    Objects.requireNonNull(scores);
    byOrigin = List.copyOf(byOrigin);
  }
}
