package dev.carousel.metrics;

import dev.carousel.data.Targets;
import java.util.ArrayList;
import java.util.List;

/** Gathers scores of the predicted symbols of a text. Constant memory. Used by one thread. */
public final class SymbolScoring {
  private final List<Baseline> baselines;
  private final ClassMetrics own = new ClassMetrics(2);
  private final long[] right;
  private final long[] count;

  /**
   * Of no predictions.
   *
   * @param baselines to be scored on the same symbols
   */
  public SymbolScoring(List<Baseline> baselines) {
    this.baselines = List.copyOf(baselines);
    right = new long[baselines.size()];
    count = new long[baselines.size()];
  }

  /** A new one of the same kind, of no predictions. */
  public SymbolScoring another() {
    return new SymbolScoring(baselines);
  }

  /** The baselines to be scored, in order. */
  public List<Baseline> baselines() {
    return baselines;
  }

  /**
   * Adds a prediction.
   *
   * @param truth the symbol; {@link Targets#MISSING} if it is missing, and then nothing is added
   * @param likeliest the symbol with the greatest probability
   * @param probability of the true symbol
   * @param predicted {@code [B]}, the symbol that each baseline predicts; {@link Targets#MISSING}
   *     where it predicts none
   */
  public void add(int truth, int likeliest, double probability, int[] predicted) {
    if (truth == Targets.MISSING) {
      return;
    }
    own.add(1, likeliest == truth ? 1 : 0, probability);
    addNaive(truth, predicted);
  }

  /**
   * Adds what baselines predict, where the predictions themselves are scored elsewhere; see {@link
   * #scores(long, double, double)}.
   *
   * @param truth the symbol, not missing
   * @param predicted as of {@link #add}
   */
  public void addNaive(int truth, int[] predicted) {
    for (int b = 0; b < right.length; b++) {
      count[b] += predicted[b] == Targets.MISSING ? 0 : 1;
      right[b] += predicted[b] == truth ? 1 : 0;
    }
  }

  /** Adds all predictions of another one of the same kind. */
  public void addAll(SymbolScoring other) {
    own.addAll(other.own);
    for (int b = 0; b < right.length; b++) {
      right[b] += other.right[b];
      count[b] += other.count[b];
    }
  }

  /** The scores so far. */
  public SymbolScores scores() {
    return scores(own.count(), own.accuracy(), own.logLoss());
  }

  /**
   * The baselines so far, beside predictions that were scored elsewhere.
   *
   * @param predictions how many
   * @param accuracy the share of symbols that were the likeliest
   * @param logLoss the mean of {@code -ln p}, in nats
   */
  public SymbolScores scores(long predictions, double accuracy, double logLoss) {
    List<SymbolScores.Naive> beside = new ArrayList<>();
    for (int b = 0; b < right.length; b++) {
      beside.add(new SymbolScores.Naive(baselines.get(b), count[b], (double) right[b] / count[b]));
    }
    return new SymbolScores(
        predictions, accuracy, logLoss, logLoss / Math.log(2), Math.exp(logLoss), beside);
  }
}
