package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Targets;
import dev.carousel.model.HeadLoss;
import dev.carousel.model.NaturalLoss;
import dev.carousel.spi.ClassLoss;
import dev.carousel.spi.NumberLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The loss of always predicting the same: the best possible loss of a network that has learnt
 * nothing from its inputs. For the log loss of classes, it is the entropy of their frequencies, in
 * nats; for the squared error of numbers, their variance, averaged over the numbers of one
 * prediction (1/6 for the adding problem). For other losses of numbers, the best outputs are
 * searched on {@value #SAMPLE} numbers, spread evenly over the part. Missing targets are left out.
 * Thread-safe.
 */
public final class ConstantPrediction {
  private static final int SAMPLE = 1024;

  private final Epoch epoch;
  private final int features;
  private final double[] sums;
  private final double[] squares;
  private final long[] known;
  private final List<Sample> samples = new ArrayList<>();

  private ConstantPrediction(Epoch epoch) {
    this.epoch = epoch;
    features = epoch.chunk(0).targets().features();
    sums = new double[features];
    squares = new double[features];
    known = new long[features];
    if (epoch.chunk(0).targets() instanceof Targets.Values) {
      for (int k = 0; k < features; k++) {
        samples.add(new Sample(SAMPLE));
      }
    }
    forEach(this::add);
  }

  /** The mean loss of the best constant prediction over a part; NaN if nothing is known of it. */
  public static double loss(Part part, HeadLoss loss) {
    if (part.symbols() == 0) {
      return Double.NaN;
    }
    ConstantPrediction constant = new ConstantPrediction(Evaluation.epoch(part));
    if (loss.isLogLoss()) {
      return constant.entropy();
    }
    if (loss.loss() == NaturalLoss.squaredError()) {
      return constant.variance();
    }
    return constant.mean(loss);
  }

  /**
   * The outputs that stand for the best constant prediction of a number: those with which the mean
   * loss over some targets is lowest, as far as the gradient tells. One output after the other is
   * set to where its gradient changes its sign, until none moves.
   *
   * @param targets at least one, finite
   * @return {@code [P]}; an output that could grow for ever ends at 1,000 beyond the targets
   */
  public static double[] outputs(NumberLoss loss, double[] targets) {
    return new OutputSearch(loss, targets).run();
  }

  /** Something that is done with each prediction that counts. */
  private interface Visitor {
    void visit(Targets targets, int place);
  }

  private void forEach(Visitor visitor) {
    for (int i = 0; i < epoch.size(); i++) {
      Chunk chunk = epoch.chunk(i);
      for (int place = 0; place < chunk.targets().count(); place++) {
        if (chunk.counts(place)) {
          visitor.visit(chunk.targets(), place);
        }
      }
    }
  }

  private void add(Targets targets, int index) {
    if (targets instanceof Targets.Symbols symbols) {
      known[0]++;
      sums[symbols.ids()[index]]++;
    } else if (targets instanceof Targets.Values values) {
      for (int k = 0; k < features; k++) {
        double value = values.values()[index * features + k];
        if (!Double.isNaN(value)) {
          known[k]++;
          sums[k] += value;
          squares[k] += value * value;
          samples.get(k).add(value);
        }
      }
    }
  }

  private double entropy() {
    if (known[0] == 0) {
      return Double.NaN;
    }
    return Arrays.stream(sums)
        .filter(seen -> seen > 0)
        .map(seen -> -seen / known[0] * Math.log(seen / known[0]))
        .sum();
  }

  /** Over the numbers of which something is known. */
  private double variance() {
    double sum = 0;
    int counted = 0;
    for (int k = 0; k < features; k++) {
      if (known[k] > 0) {
        double mean = sums[k] / known[k];
        sum += squares[k] / known[k] - mean * mean;
        counted++;
      }
    }
    return sum / counted;
  }

  private double mean(HeadLoss loss) {
    double[] best = best(loss);
    double[] total = new double[2];
    forEach(
        (targets, place) -> {
          total[0] += loss.of(best, targets, place);
          total[1]++;
        });
    return total[0] / total[1];
  }

  private double[] best(HeadLoss loss) {
    if (loss.loss() instanceof ClassLoss classes) {
      return classes.constant(Arrays.stream(sums).map(seen -> seen / known[0]).toArray());
    }
    NumberLoss numbers = (NumberLoss) loss.loss();
    double[] best = new double[loss.outputs()];
    for (int k = 0; k < features; k++) {
      if (known[k] > 0) {
        double[] own = outputs(numbers, samples.get(k).values());
        System.arraycopy(own, 0, best, k * own.length, own.length);
      }
    }
    return best;
  }
}
