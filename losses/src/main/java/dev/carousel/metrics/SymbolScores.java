package dev.carousel.metrics;

import java.util.List;
import java.util.Objects;

/**
 * Scores of the predicted symbols of a text. A vocabulary may have thousands of them, so none is
 * counted by itself. Immutable and thread-safe.
 *
 * @param predictions how many
 * @param accuracy the share of symbols that were the likeliest
 * @param logLoss the mean of {@code -ln p}, in nats for each symbol
 * @param bits the same in bits
 * @param perplexity {@code exp} of the log loss
 * @param baselines on the same symbols
 */
public record SymbolScores(
    long predictions,
    double accuracy,
    double logLoss,
    double bits,
    double perplexity,
    List<Naive> baselines)
    implements EvaluationScores {
  /** Copies the list. */
  public SymbolScores {
    baselines = List.copyOf(baselines);
  }

  /**
   * A baseline. Immutable and thread-safe.
   *
   * @param accuracy the share of symbols that it predicts
   */
  public record Naive(Baseline baseline, long predictions, double accuracy) {
    /** Refuses null. */
    public Naive {
      Objects.requireNonNull(baseline);
    }
  }
}
