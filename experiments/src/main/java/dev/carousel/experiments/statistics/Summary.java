package dev.carousel.experiments.statistics;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/**
 * One figure of trials with the same settings over seeds. Mean, spread, best and worst are those of
 * the finite figures; the others are counted.
 *
 * @param seeds the number of trials
 * @param notFinite how many of them were not finite or diverged
 * @param notMeasured how many have no figure
 * @param mean NaN without a finite figure
 * @param standardDeviation of one trial, not of the mean; NaN for fewer than two finite figures
 * @param low95 the lower end of the 95 % confidence interval of the mean (Student's t); NaN for
 *     fewer than two finite figures
 * @param high95 its upper end
 * @param best the best finite figure; NaN if there is none
 * @param worst the worst finite figure; NaN if there is none
 * @param aim which figures are better
 */
public record Summary(
    int seeds,
    int notFinite,
    int notMeasured,
    double mean,
    double standardDeviation,
    double low95,
    double high95,
    double best,
    double worst,
    Aim aim) {

  /**
   * Sums up figures.
   *
   * @param figures one for each seed; infinite for a training that was not finite or diverged, NaN
   *     where there is none
   */
  public static Summary of(List<Double> figures, Aim aim) {
    double[] finite = figures.stream().mapToDouble(f -> f).filter(Double::isFinite).toArray();
    int notMeasured = (int) figures.stream().filter(f -> f.isNaN()).count();
    Estimate mean = Estimate.mean(finite);
    double least = StatUtils.min(finite);
    double most = StatUtils.max(finite);
    return new Summary(
        figures.size(),
        figures.size() - notMeasured - finite.length,
        notMeasured,
        mean.value(),
        finite.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(finite)),
        mean.low95(),
        mean.high95(),
        aim.better(least, most),
        aim.worse(least, most),
        aim);
  }

  /** The number of finite figures. */
  public int finite() {
    return seeds - notFinite - notMeasured;
  }

  /**
   * Orders settings: first those of which the smallest share of trials was not finite, and of these
   * the one with the best mean. Those without a figure are last.
   */
  public static Comparator<Summary> bestFirst() {
    return Comparator.comparingDouble(Summary::notFiniteShare)
        .thenComparing((a, b) -> a.aim.compare(a.mean, b.mean));
  }

  /** Of the trials that have a figure; above 1 if there is none. */
  private double notFiniteShare() {
    int measured = seeds - notMeasured;
    return measured == 0 ? 2 : (double) notFinite / measured;
  }
}
