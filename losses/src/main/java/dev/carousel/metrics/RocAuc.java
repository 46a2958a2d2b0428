package dev.carousel.metrics;

import dev.carousel.data.Targets;
import java.util.Arrays;

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
   * @param probabilities {@code [K]}, at least 0; kept in float32, so that scores that differ by
   *     less are equal
   */
  public void add(int truth, double[] probabilities) {
    if (truth == Targets.MISSING) {
      return;
    }
    reserve(count + 1);
    truths[count] = truth;
    for (int k = 0; k < classes; k++) {
      scores[k][count] = (float) probabilities[k];
    }
    count++;
  }

  /** Adds all predictions of another, of as many classes. */
  public void addAll(RocAuc other) {
    reserve(count + other.count);
    System.arraycopy(other.truths, 0, truths, count, other.count);
    for (int k = 0; k < classes; k++) {
      System.arraycopy(other.scores[k], 0, scores[k], count, other.count);
    }
    count += other.count;
  }

  private void reserve(int size) {
    if (size > truths.length) {
      int longer = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(size, 2L * truths.length));
      truths = Arrays.copyOf(truths, longer);
      for (int k = 0; k < classes; k++) {
        scores[k] = Arrays.copyOf(scores[k], longer);
      }
    }
  }

  /** Of one class against the rest; NaN if all predictions, or none, are of that class. */
  public double of(int id) {
    long[] order = ascending(scores[id]);
    double ranks = 0;
    long positive = 0;
    for (int from = 0; from < count; ) {
      int to = from;
      int inTie = 0;
      while (to < count && order[to] >> Integer.SIZE == order[from] >> Integer.SIZE) {
        inTie += truths[(int) order[to]] == id ? 1 : 0;
        to++;
      }
      ranks += inTie * ((from + 1 + to) / 2.0);
      positive += inTie;
      from = to;
    }
    double pairs = (double) positive * (count - positive);
    return (ranks - positive * (positive + 1) / 2.0) / pairs;
  }

  /**
   * The predictions by their score: its bits, which ascend as scores from 0 on do, above the number
   * of the prediction.
   */
  private long[] ascending(float[] own) {
    long[] keys = new long[count];
    for (int i = 0; i < count; i++) {
      keys[i] = ((long) Float.floatToIntBits(own[i] + 0f) << Integer.SIZE) | i;
    }
    Arrays.sort(keys);
    return keys;
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
