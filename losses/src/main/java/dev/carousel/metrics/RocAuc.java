package dev.carousel.metrics;

import dev.carousel.data.Targets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The area under the ROC curve, each class against the rest: the probability that a prediction of
 * the class has a greater score than one of another class, where equal scores count as half. It
 * depends on the order of all predictions, so it keeps their scores: 4 K + 4 bytes for each.
 * (Hanley and McNeil, 1982) Used by one thread.
 */
public final class RocAuc {
  private final int classes;
  private int[] truths = new int[64];
  private float[][] scores;
  private int count;

  /**
   * Of no predictions.
   *
   * @param classes how many, K
   */
  public RocAuc(int classes) {
    this.classes = classes;
    scores = new float[classes][64];
  }

  /**
   * Adds a prediction.
   *
   * @param truth the class, or {@link Targets#MISSING}
   * @param probabilities {@code [K]}; kept in float32, so that scores that differ by less are equal
   */
  public void add(int truth, double[] probabilities) {
    if (truth == Targets.MISSING) {
      return;
    }
    if (count == truths.length) {
      truths = Arrays.copyOf(truths, 2 * count);
      for (int k = 0; k < classes; k++) {
        scores[k] = Arrays.copyOf(scores[k], 2 * count);
      }
    }
    truths[count] = truth;
    for (int k = 0; k < classes; k++) {
      scores[k][count] = (float) probabilities[k];
    }
    count++;
  }

  /** Of one class against the rest; NaN if all predictions, or none, are of that class. */
  public double of(int id) {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    float[] own = scores[id];
    Arrays.sort(order, Comparator.comparingDouble(i -> own[i]));
    double ranks = 0;
    long positive = 0;
    for (int from = 0; from < count; ) {
      int to = from;
      int inTie = 0;
      while (to < count && own[order[to]] == own[order[from]]) {
        inTie += truths[order[to]] == id ? 1 : 0;
        to++;
      }
      ranks += inTie * ((from + 1 + to) / 2.0);
      positive += inTie;
      from = to;
    }
    double pairs = (double) positive * (count - positive);
    return (ranks - positive * (positive + 1) / 2.0) / pairs;
  }

  /** The mean over the classes that some, but not all, predictions are of; NaN if there is none. */
  public double macro() {
    return Arrays.stream(defined()).average().orElse(Double.NaN);
  }

  private double[] defined() {
    double[] all = new double[classes];
    Arrays.setAll(all, this::of);
    return Arrays.stream(all).filter(Double::isFinite).toArray();
  }
}
