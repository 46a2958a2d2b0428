package dev.carousel.metrics;

import dev.carousel.data.Targets;

/**
 * Metrics of predicted classes. Memory for K times K counts, whatever the number of predictions. A
 * prediction whose truth is {@link Targets#MISSING} is left out; a metric of no predictions is NaN.
 * Used by one thread.
 *
 * <pre>{@code
 * ClassMetrics metrics = new ClassMetrics(classes);
 * metrics.add(truth, probabilities);
 * double share = metrics.accuracy();
 * }</pre>
 */
public final class ClassMetrics {
  private final long[][] counts;
  private long count;
  private double logLoss;

  /**
   * Of no predictions.
   *
   * @param classes how many, K
   */
  public ClassMetrics(int classes) {
    if (classes < 1) {
      throw new IllegalArgumentException("there is at least 1 class, but here are " + classes);
    }
    counts = new long[classes][classes];
  }

  /**
   * Adds a prediction: the class with the greatest probability, the first of equal ones.
   *
   * @param truth the class, or {@link Targets#MISSING}
   * @param probabilities {@code [K]}
   */
  public void add(int truth, double[] probabilities) {
    if (truth == Targets.MISSING) {
      return;
    }
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    add(truth, best, probabilities[truth]);
  }

  /**
   * Adds a prediction.
   *
   * @param truth the class, or {@link Targets#MISSING}
   * @param predicted the class that is predicted
   * @param probability of the true class; limited to the machine epsilon, as scikit-learn does
   */
  public void add(int truth, int predicted, double probability) {
    if (truth == Targets.MISSING) {
      return;
    }
    count++;
    counts[truth][predicted]++;
    double epsilon = Math.ulp(1.0);
    logLoss -= Math.log(Math.max(epsilon, Math.min(1 - epsilon, probability)));
  }

  /** Adds all predictions of another, of as many classes. */
  public void addAll(ClassMetrics other) {
    count += other.count;
    logLoss += other.logLoss;
    for (int k = 0; k < counts.length; k++) {
      for (int j = 0; j < counts.length; j++) {
        counts[k][j] += other.counts[k][j];
      }
    }
  }

  /** The number of predictions with a known truth. */
  public long count() {
    return count;
  }

  /** The confusion matrix, {@code [actual][predicted]}; a copy. */
  public long[][] confusion() {
    long[][] copy = new long[counts.length][];
    for (int k = 0; k < copy.length; k++) {
      copy[k] = counts[k].clone();
    }
    return copy;
  }

  /** How often a class occurs. */
  public long actual(int id) {
    long sum = 0;
    for (long one : counts[id]) {
      sum += one;
    }
    return sum;
  }

  /** How often a class is predicted. */
  public long predicted(int id) {
    long sum = 0;
    for (long[] row : counts) {
      sum += row[id];
    }
    return sum;
  }

  /** The share of correct predictions. */
  public double accuracy() {
    long correct = 0;
    for (int k = 0; k < counts.length; k++) {
      correct += counts[k][k];
    }
    return (double) correct / count;
  }

  /** The mean {@link #recall} of the classes that occur. */
  public double balancedAccuracy() {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < counts.length; k++) {
      if (actual(k) > 0) {
        sum += recall(k);
        classes++;
      }
    }
    return sum / classes;
  }

  /** The share of predictions of a class that are correct; 0 if it is never predicted. */
  public double precision(int id) {
    return predicted(id) == 0 ? 0 : (double) counts[id][id] / predicted(id);
  }

  /** The share of the occurrences of a class that are predicted; 0 if it never occurs. */
  public double recall(int id) {
    return actual(id) == 0 ? 0 : (double) counts[id][id] / actual(id);
  }

  /** The harmonic mean of precision and recall; 0 if a class neither occurs nor is predicted. */
  public double f1(int id) {
    long both = actual(id) + predicted(id);
    return both == 0 ? 0 : 2.0 * counts[id][id] / both;
  }

  /** The mean {@link #f1} of the classes that occur or are predicted. */
  public double macroF1() {
    double sum = 0;
    int classes = 0;
    for (int k = 0; k < counts.length; k++) {
      if (actual(k) + predicted(k) > 0) {
        sum += f1(k);
        classes++;
      }
    }
    return sum / classes;
  }

  /** The mean log loss, {@code -ln p} of the true class, in nats. */
  public double logLoss() {
    return logLoss / count;
  }

  /** {@code exp} of the log loss: as many equally likely symbols would give the same loss. */
  public double perplexity() {
    return Math.exp(logLoss());
  }

  /** The log loss in bits. */
  public double bits() {
    return logLoss() / Math.log(2);
  }
}
