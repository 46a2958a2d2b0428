package dev.carousel.metrics;

/**
 * How good the predictions of a part are, beside naive baselines on the same rows: all that a
 * command prints, or a page draws. A figure that is not defined is NaN. Immutable and thread-safe.
 */
public sealed interface EvaluationScores permits NumberScores, ClassScores, SymbolScores {
  /** How many predictions have a known truth. */
  long predictions();
}
