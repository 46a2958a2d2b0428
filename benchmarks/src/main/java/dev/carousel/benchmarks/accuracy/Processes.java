package dev.carousel.benchmarks.accuracy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sequences of different lengths from nine autoregressive processes, {@code x_t = a x_(t-1) + b
 * x_(t-2) + e_t} with normally distributed e. All have mean 0 and variance 1, so only the order of
 * the numbers tells which process it is. The most likely process, given all nine, is the best
 * answer that there can be.
 */
final class Processes {
  static final int SEQUENCES_OF_EACH = 200;
  static final int SHORTEST = 60;
  static final int LONGEST = 180;

  private static final long SEED = 1;
  private static final int WARM_UP = 300;

  /** a and b of each process. */
  private static final double[][] WEIGHTS = {
    {0, 0},
    {0.6, 0},
    {-0.6, 0},
    {0.95, 0},
    {-0.95, 0},
    {0, -0.8},
    {0.9, -0.85},
    {-0.9, -0.85},
    {1.6, -0.9},
  };

  /**
   * A sequence.
   *
   * @param process from 0
   */
  @SuppressWarnings("ArrayRecordComponent") // made and read within this package, never compared
  record Sequence(int process, double[] values) {}

  private Processes() {}

  /** How many processes there are. */
  static int count() {
    return WEIGHTS.length;
  }

  /** The sequences, the processes in turn; the same in every call. */
  static List<Sequence> sequences() {
    Random random = new Random(SEED);
    List<Sequence> all = new ArrayList<>();
    for (int i = 0; i < SEQUENCES_OF_EACH * count(); i++) {
      int length = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
      all.add(new Sequence(i % count(), values(i % count(), length, random)));
    }
    return all;
  }

  private static double[] values(int process, int length, Random random) {
    double[] values = new double[length];
    double last = 0;
    double before = 0;
    double noise = noise(process);
    for (int t = -WARM_UP; t < length; t++) {
      double next =
          WEIGHTS[process][0] * last + WEIGHTS[process][1] * before + noise * random.nextGaussian();
      before = last;
      last = next;
      if (t >= 0) {
        values[t] = next;
      }
    }
    return values;
  }

  /** The standard deviation of e with which x has a variance of 1 (Box and Jenkins 1970). */
  private static double noise(int process) {
    double a = WEIGHTS[process][0];
    double b = WEIGHTS[process][1];
    return Math.sqrt((1 + b) * ((1 - b) * (1 - b) - a * a) / (1 - b));
  }

  /** Writes a CSV file with a row for each number: sequence, step, x and process. */
  static void write(List<Sequence> sequences, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("sequence,step,x,process\n");
      for (int i = 0; i < sequences.size(); i++) {
        double[] values = sequences.get(i).values();
        for (int t = 0; t < values.length; t++) {
          out.write(
              String.format(
                  Locale.ROOT,
                  "s%04d,%d,%.4f,ar-%d\n",
                  i,
                  t,
                  values[t],
                  sequences.get(i).process() + 1));
        }
      }
    }
  }

  /** The share of sequences whose most likely process is the one that made them. */
  static double bestAccuracy(List<Sequence> sequences) {
    long correct =
        sequences.stream()
            .filter(sequence -> mostLikely(sequence.values()) == sequence.process())
            .count();
    return (double) correct / sequences.size();
  }

  private static int mostLikely(double[] values) {
    int best = 0;
    for (int process = 1; process < count(); process++) {
      best = logDensity(process, values) > logDensity(best, values) ? process : best;
    }
    return best;
  }

  /** The logarithm of the density of all values after the first two, given these. */
  private static double logDensity(int process, double[] values) {
    double noise = noise(process);
    double sum = 0;
    for (int t = 2; t < values.length; t++) {
      double z =
          (values[t] - WEIGHTS[process][0] * values[t - 1] - WEIGHTS[process][1] * values[t - 2])
              / noise;
      sum -= z * z / 2 + Math.log(noise);
    }
    return sum;
  }
}
