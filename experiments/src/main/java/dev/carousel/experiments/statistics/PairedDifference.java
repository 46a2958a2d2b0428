package dev.carousel.experiments.statistics;

import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One figure of trainings with and without a change, in pairs of the same seed, so that effects of
 * the seed cancel in the difference. With m the mean and s the standard deviation of the n
 * differences, the 95 % confidence interval is {@code m ± t s / sqrt(n)}. Here t is the quantile of
 * Student's distribution with n - 1 degrees of freedom.
 *
 * <p>A figure may be infinite (of a training that was not finite) or NaN (not measured). Such pairs
 * have no difference and are counted separately.
 *
 * @param before without the change, by seed
 * @param after with it, for the same seeds in the same order
 */
public record PairedDifference(List<Double> before, List<Double> after) {
  /** Checks that there are pairs. */
  public PairedDifference {
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (before.isEmpty() || before.size() != after.size()) {
      throw CarouselException.usage("The figures to compare are not in pairs.")
          .expected("as many figures with the change as without it, at least one of each")
          .found(before.size() + " without it and " + after.size() + " with it")
          .build();
    }
  }

  /**
   * The natural logarithms of the figures, whose mean difference is the logarithm of a ratio. A
   * figure of 0 or less counts as not measured; an infinite one stays infinite.
   */
  public PairedDifference logarithms() {
    return new PairedDifference(logarithms(before), logarithms(after));
  }

  /** The same pairs, the other way round: without the change minus with it. */
  public PairedDifference reversed() {
    return new PairedDifference(after, before);
  }

  private static List<Double> logarithms(List<Double> figures) {
    return figures.stream().map(figure -> figure > 0 ? Math.log(figure) : Double.NaN).toList();
  }

  /** The number of seeds. */
  public int seeds() {
    return before.size();
  }

  /** The mean over all seeds without the change; infinite if one of them is. */
  public double meanBefore() {
    return mean(before);
  }

  /** The mean over all seeds with the change; infinite if one of them is. */
  public double meanAfter() {
    return mean(after);
  }

  private static double mean(List<Double> figures) {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  /** The number of pairs with a difference, whose figures are both finite. */
  public int pairs() {
    return (int) finite().count();
  }

  private IntStream finite() {
    return IntStream.range(0, seeds())
        .filter(i -> Double.isFinite(before.get(i)) && Double.isFinite(after.get(i)));
  }

  /** The differences of the pairs that have one, with the change minus without it. */
  public double[] differences() {
    return finite().mapToDouble(i -> after.get(i) - before.get(i)).toArray();
  }

  private Estimate estimate() {
    return Estimate.mean(differences());
  }

  /** The number of trainings without the change that were not finite. */
  public int notFiniteBefore() {
    return notFinite(before);
  }

  /** The number of trainings with the change that were not finite. */
  public int notFiniteAfter() {
    return notFinite(after);
  }

  private static int notFinite(List<Double> figures) {
    return (int) figures.stream().filter(figure -> figure.isInfinite()).count();
  }

  /** Whether every figure was measured, finite or not. */
  public boolean isMeasured() {
    return before.stream().noneMatch(d -> d.isNaN()) && after.stream().noneMatch(d -> d.isNaN());
  }

  /** The mean difference, with the change minus without it; NaN without a pair. */
  public double mean() {
    return estimate().value();
  }

  /** The degrees of freedom of the interval and the test: the number of pairs minus one. */
  public int degreesOfFreedom() {
    return Math.max(0, pairs() - 1);
  }

  /** The lower end of the 95 % confidence interval of the mean; NaN for fewer than two pairs. */
  public double low95() {
    return estimate().low95();
  }

  /** The upper end of the 95 % confidence interval of the mean; NaN for fewer than two pairs. */
  public double high95() {
    return estimate().high95();
  }

  /**
   * The probability of a mean difference at least as large, in either direction, if the change has
   * no effect (paired t-test); NaN for fewer than two pairs. If all differences are equal, it is 1
   * if they are 0, and otherwise 0.
   */
  public double pValue() {
    return estimate().pValue(new Estimate(0, 0, pairs()));
  }

  /** The mean without the change over the pairs that have a difference; NaN without a pair. */
  public double level() {
    return StatUtils.mean(finite().mapToDouble(before::get).toArray());
  }

  /** The mean difference as a share of the {@link #level()}; NaN if that is not above 0. */
  public double relative() {
    return level() > 0 ? mean() / level() : Double.NaN;
  }
}
