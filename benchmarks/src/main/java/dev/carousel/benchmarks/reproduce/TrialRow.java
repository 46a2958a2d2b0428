package dev.carousel.benchmarks.reproduce;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.carousel.experiments.published.SeedOutcome;
import org.jspecify.annotations.Nullable;

/**
 * One seed of one arm, as {@code carousel reproduce --json} writes it.
 *
 * @param arm its name
 * @param seed of the training
 * @param outcome how the training ended
 * @param figure the metric of the criterion; null if the training ended with a loss that is not
 *     finite or useless
 * @param updatesNeeded to learn the task; null if it was not learnt
 * @param updates that were made
 * @param cpuSeconds of training
 * @param sha256 of the trained model; null if there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TrialRow(
    String arm,
    long seed,
    String outcome,
    @Nullable Double figure,
    @Nullable Double updatesNeeded,
    long updates,
    double cpuSeconds,
    @Nullable String sha256) {
  private static final String FINISHED = "finished";

  /**
   * The same as the criterion sees it. A training that ended well has a figure, or nobody knows.
   */
  SeedOutcome judged() {
    double missing = outcome.equals(FINISHED) ? Double.NaN : Double.POSITIVE_INFINITY;
    return new SeedOutcome(
        arm,
        seed,
        figure == null ? missing : figure,
        updatesNeeded == null ? Double.POSITIVE_INFINITY : updatesNeeded,
        cpuSeconds);
  }
}
