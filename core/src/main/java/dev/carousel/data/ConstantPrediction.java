package dev.carousel.data;

import java.util.Arrays;

/**
 * The loss of always predicting the same: the best possible loss of a network that has learnt
 * nothing from its inputs. For classes, it is the entropy of their frequencies, in nats; for
 * numbers, their variance, averaged over the numbers of one prediction (1/6 for the adding
 * problem). Thread-safe.
 */
public final class ConstantPrediction {
  private static final int ROWS = 32;
  private static final int STEPS = 128;

  private long count;
  private final double[] sums;
  private final double[] squares;

  private ConstantPrediction(int features) {
    sums = new double[features];
    squares = new double[features];
  }

  /** The mean loss of the best constant prediction over a part; NaN if the part is empty. */
  public static double loss(Part part) {
    if (part.symbols() == 0) {
      return Double.NaN;
    }
    Epoch epoch = part.epoch(ROWS, STEPS, 0, 0);
    Chunk first = epoch.chunk(0);
    ConstantPrediction constant = new ConstantPrediction(first.targets().features());
    for (int i = 0; i < epoch.size(); i++) {
      constant.add(epoch.chunk(i));
    }
    return first.targets() instanceof Targets.Symbols ? constant.entropy() : constant.variance();
  }

  private void add(Chunk chunk) {
    Targets targets = chunk.targets();
    boolean isMasked = targets.moment() == Targets.Moment.EVERY_STEP;
    for (int i = 0; i < targets.count(); i++) {
      if (!isMasked || chunk.isReal(i / chunk.rows(), i % chunk.rows())) {
        count++;
        add(targets, i);
      }
    }
  }

  private void add(Targets targets, int index) {
    if (targets instanceof Targets.Symbols symbols) {
      sums[symbols.ids()[index]]++;
    } else if (targets instanceof Targets.Values values) {
      for (int k = 0; k < sums.length; k++) {
        double value = values.values()[index * sums.length + k];
        sums[k] += value;
        squares[k] += value * value;
      }
    }
  }

  private double entropy() {
    return Arrays.stream(sums)
        .filter(seen -> seen > 0)
        .map(seen -> -seen / count * Math.log(seen / count))
        .sum();
  }

  private double variance() {
    double sum = 0;
    for (int k = 0; k < sums.length; k++) {
      double mean = sums[k] / count;
      sum += squares[k] / count - mean * mean;
    }
    return sum / sums.length;
  }
}
