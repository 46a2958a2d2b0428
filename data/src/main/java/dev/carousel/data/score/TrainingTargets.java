package dev.carousel.data.score;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;

/** What is usual among the targets of a training part that is not of a table. */
final class TrainingTargets {
  private static final int ROWS = 32;
  private static final int STEPS = 1024;

  private final double[] sums;
  private final long[] counts;

  /**
   * @param size how many numbers or classes
   */
  private TrainingTargets(int size) {
    sums = new double[size];
    counts = new long[size];
  }

  /** Counts all targets of one pass over a part. */
  static TrainingTargets of(Part part, int size) {
    TrainingTargets found = new TrainingTargets(size);
    if (part.symbols() > 0) {
      Epoch epoch = part.epoch(ROWS, STEPS, 0, 0);
      for (int i = 0; i < epoch.size(); i++) {
        found.add(epoch.chunk(i));
      }
    }
    return found;
  }

  private void add(Chunk chunk) {
    Targets targets = chunk.targets();
    for (int place = 0; place < targets.count(); place++) {
      if (!chunk.counts(place)) {
        continue;
      }
      if (targets instanceof Targets.Symbols symbols) {
        counts[symbols.ids()[place]]++;
      } else if (targets instanceof Targets.Values values) {
        for (int k = 0; k < sums.length; k++) {
          float value = values.values()[place * sums.length + k];
          if (!Float.isNaN(value)) {
            sums[k] += value;
            counts[k]++;
          }
        }
      }
    }
  }

  /** How many numbers or classes. */
  int size() {
    return counts.length;
  }

  /** Whether nothing is known. */
  boolean isEmpty() {
    return counts[mostFrequentIndex()] == 0;
  }

  /** The most frequent class, the first of equal ones; {@link Targets#MISSING} for none. */
  int mostFrequent() {
    return isEmpty() ? Targets.MISSING : mostFrequentIndex();
  }

  private int mostFrequentIndex() {
    int best = 0;
    for (int k = 1; k < counts.length; k++) {
      best = counts[k] > counts[best] ? k : best;
    }
    return best;
  }

  /** The mean of a number; NaN if none is known. */
  double mean(int index) {
    return sums[index] / counts[index];
  }
}
