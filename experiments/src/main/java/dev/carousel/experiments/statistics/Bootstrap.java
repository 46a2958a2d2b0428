package dev.carousel.experiments.statistics;

import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * 95 % intervals by the bootstrap (Efron, 1979): the figure is taken of {@value #RESAMPLES} samples
 * of the same size, drawn from the values with replacement. The interval is BCa (bias-corrected and
 * accelerated; Efron, 1987, Better bootstrap confidence intervals), so it is skewed where the data
 * is. No distribution is assumed, but the spread of few values is too small: of five or ten values,
 * it holds the truth less often than Student's interval does where that one applies.
 *
 * <p>The same values and the same seed give the same interval.
 */
public final class Bootstrap {
  private static final int RESAMPLES = 10_000;
  private static final double TAIL = 0.025;

  private Bootstrap() {}

  /**
   * The interval of a mean.
   *
   * @param seed of the samples that are drawn
   * @param values all finite; the interval of fewer than two is NaN
   */
  public static Interval ofMean(long seed, double... values) {
    return of(seed, StatUtils::mean, values);
  }

  /**
   * The interval of any figure.
   *
   * @param figure of a sample, which must not change the array
   */
  public static Interval of(long seed, ToDoubleFunction<double[]> figure, double... values) {
    if (values.length < 2) {
      return Interval.UNKNOWN;
    }
    RandomGenerator random = RandomStreams.stream(seed, "bootstrap");
    double[] figures = new double[RESAMPLES];
    Arrays.setAll(figures, i -> figure.applyAsDouble(sample(random, values)));
    return bca(figure.applyAsDouble(values), figures, jackknife(figure, values));
  }

  /** Drawn values in their own order, so that sums of the same values are equal to the last bit. */
  private static double[] sample(RandomGenerator random, double... values) {
    int[] times = new int[values.length];
    for (int drawn = 0; drawn < values.length; drawn++) {
      times[random.nextInt(values.length)]++;
    }
    double[] sample = new double[values.length];
    int at = 0;
    for (int i = 0; i < values.length; i++) {
      Arrays.fill(sample, at, at + times[i], values[i]);
      at += times[i];
    }
    return sample;
  }

  /** The figure without each value in turn. */
  static double[] jackknife(ToDoubleFunction<double[]> figure, double... values) {
    double[] figures = new double[values.length];
    double[] rest = Arrays.copyOfRange(values, 1, values.length);
    for (int i = 0; i < values.length; i++) {
      figures[i] = figure.applyAsDouble(rest);
      if (i < rest.length) {
        rest[i] = values[i];
      }
    }
    return figures;
  }

  /**
   * The percentiles of the figures of samples at {@code Φ(z0 + (z0 + z) / (1 - a (z0 + z)))} for
   * {@code z = Φ^-1(0.025)} and {@code Φ^-1(0.975)}. The bias z0 is the quantile of the share of
   * figures below the one of all values, equal ones counted by half. The acceleration a is a sixth
   * of the skewness of the jackknife. It is at most 1/6, so that {@code 1 - a (z0 + z)} is above 0.
   *
   * @param whole the figure of all values
   * @param figures of samples
   * @param without the figure without each value
   */
  static Interval bca(double whole, double[] figures, double... without) {
    NormalDistribution normal = new NormalDistribution();
    double below =
        Arrays.stream(figures).map(f -> f < whole ? 1 : f == whole ? 0.5 : 0).sum()
            / figures.length;
    double least = 0.5 / figures.length;
    double bias = normal.inverseCumulativeProbability(Math.max(least, Math.min(1 - least, below)));
    double acceleration = acceleration(without);
    Percentile percentile = new Percentile().withEstimationType(EstimationType.R_7);
    percentile.setData(figures);
    double[] ends = new double[2];
    for (int end = 0; end < 2; end++) {
      double z = bias + normal.inverseCumulativeProbability(end == 0 ? TAIL : 1 - TAIL);
      double share = normal.cumulativeProbability(bias + z / (1 - acceleration * z));
      ends[end] = percentile.evaluate(Math.max(100 * least, 100 * share));
    }
    return new Interval(ends[0], ends[1]);
  }

  private static double acceleration(double... without) {
    double mean = StatUtils.mean(without);
    double squares = 0;
    double cubes = 0;
    for (double one : without) {
      double distance = mean - one;
      squares += distance * distance;
      cubes += distance * distance * distance;
    }
    return squares == 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
  }
}
