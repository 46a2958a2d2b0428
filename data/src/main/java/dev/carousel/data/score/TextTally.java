package dev.carousel.data.score;

import dev.carousel.data.Inputs;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import dev.carousel.data.Targets;
import dev.carousel.metrics.Baseline;
import dev.carousel.metrics.SymbolScores;
import dev.carousel.metrics.SymbolScoring;
import dev.carousel.model.LossTotal;
import dev.carousel.model.Predictions;
import dev.carousel.train.Tally;
import java.util.ArrayList;
import java.util.List;

/** Scores the predicted symbols of a text while it is evaluated. */
final class TextTally implements Tally {
  private static final int STEPS = 4096;

  /** Stands for a symbol that is not in the vocabulary: it is never the right one. */
  private static final int UNKNOWN = Integer.MAX_VALUE;

  private final int[][] previous;
  private final int mostFrequent;
  private final SymbolScoring scoring;

  private TextTally(int[][] previous, int mostFrequent, SymbolScoring scoring) {
    this.previous = previous;
    this.mostFrequent = mostFrequent;
    this.scoring = scoring;
  }

  /**
   * Of no predictions.
   *
   * @param mostFrequent the most frequent symbol of the training part; {@link Targets#MISSING} if
   *     there is none
   */
  static TextTally of(Part part, int mostFrequent) {
    List<Baseline> baselines = new ArrayList<>(List.of(Baseline.LAST));
    if (mostFrequent != Targets.MISSING) {
      baselines.add(Baseline.MOST_FREQUENT);
    }
    int[][] previous = previous(part.sequences());
    part.unknownClass().ifPresent(unknown -> replace(previous, unknown));
    return new TextTally(previous, mostFrequent, new SymbolScoring(baselines));
  }

  /** The symbol before each one that is predicted: what is read at its step. */
  private static int[][] previous(SequenceList sequences) {
    int[][] previous = new int[sequences.size()][];
    for (int s = 0; s < previous.length; s++) {
      int length = sequences.length(s);
      previous[s] = new int[length];
      for (int from = 0; from < length; from += STEPS) {
        int steps = Math.min(STEPS, length - from);
        Inputs inputs =
            sequences.stretches(new int[] {s}, new int[] {from}, new int[] {steps}).inputs();
        System.arraycopy(((Inputs.Symbols) inputs).ids(), 0, previous[s], from, steps);
      }
    }
    return previous;
  }

  private static void replace(int[][] previous, int unknown) {
    for (int[] symbols : previous) {
      for (int i = 0; i < symbols.length; i++) {
        symbols[i] = symbols[i] == unknown ? UNKNOWN : symbols[i];
      }
    }
  }

  @Override
  public Tally another() {
    return new TextTally(previous, mostFrequent, scoring.another());
  }

  @Override
  public void addAll(Tally other) {
    scoring.addAll(((TextTally) other).scoring);
  }

  @Override
  public void add(Predictions made, int[] sequences, int[] steps) {
    int[] ids = ((Targets.Symbols) made.targets()).ids();
    int[] beside = new int[scoring.baselines().size()];
    for (int i = 0; i < ids.length; i++) {
      beside[0] = previous[sequences[i]][steps[i]];
      if (beside.length > 1) {
        beside[1] = mostFrequent;
      }
      if (made.loss().isLogLoss()) {
        scoring.addNaive(ids[i], beside); // the loss itself has the rest
      } else {
        add(ids[i], made.probabilities(i), beside);
      }
    }
  }

  private void add(int truth, double[] probabilities, int[] beside) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    scoring.add(truth, best, probabilities[truth], beside);
  }

  /**
   * The scores of the text.
   *
   * @param loss over the same predictions
   * @param isLogLoss whether it is their log loss
   */
  SymbolScores scores(LossTotal loss, boolean isLogLoss) {
    return isLogLoss
        ? scoring.scores(
            loss.predictions(), (double) loss.correct() / loss.predictions(), loss.mean())
        : scoring.scores();
  }
}
