package dev.carousel.experiments.statistics;

import java.util.List;

/**
 * Two settings compared over their common seeds. A seed is common if both have a figure of it,
 * finite or not. The rules are those of {@link PairedRules}, the same in both directions:
 *
 * <ul>
 *   <li>{@code not judged} with fewer than three common seeds, or fewer than three pairs of finite
 *       figures where both fail equally often.
 *   <li>{@code better} or {@code worse} if the p-value, corrected for all comparisons ({@link
 *       Holm}), is below 5 %. If one fails more often than the other, failures are tested too, by
 *       Fisher's exact test; the p-value is then twice the smaller of the two.
 *   <li>{@code uncertain} if one fails less often and the other has significantly better figures.
 *   <li>Otherwise {@code no difference} if both fail equally often and the mean is within the
 *       margin, 1 % of either mean, and {@code uncertain} if not. If all trainings of both failed,
 *       there is no difference.
 * </ul>
 *
 * @param a the setting that is judged
 * @param b the setting that it is compared with
 * @param aim which figures are better
 * @param seeds the common seeds, in order
 * @param figures of these seeds: those of b are {@code before}, those of a {@code after}; one pair
 *     of NaN if no seed is common
 * @param paired the test that was asked for
 * @param result the test that was made, which may be one of failures, with its p-values
 * @param verdict on a
 * @param sentence the verdict with its reason
 */
public record Comparison(
    String a,
    String b,
    Aim aim,
    List<Long> seeds,
    PairedDifference figures,
    PairedTest paired,
    TestResult result,
    ComparisonVerdict verdict,
    String sentence) {
  public Comparison {
    seeds = List.copyOf(seeds);
  }

  /** Compares two settings, as the only comparison. */
  public static Comparison of(Sample a, Sample b, Aim aim, PairedTest test) {
    return Comparisons.allPairs(List.of(a, b), aim, test).comparisons().get(0);
  }

  /** The name of the test that the p-values are of; empty if nothing could be tested. */
  public String test() {
    return result.name();
  }

  /** The p-value of this comparison alone; NaN if nothing could be tested. */
  public double pValue() {
    return result.pValue();
  }

  /** The p-value for all comparisons made together; NaN if nothing could be tested. */
  public double correctedPValue() {
    return result.correctedPValue();
  }

  /** The mean difference, a minus b, over pairs of finite figures; NaN without one. */
  public double meanDifference() {
    return figures.mean();
  }

  /** Its 95 % confidence interval (Student's t); NaN for fewer than two pairs. */
  public Interval interval() {
    return new Interval(figures.low95(), figures.high95());
  }

  /**
   * Its 95 % confidence interval by the {@link Bootstrap}; NaN for fewer than two pairs.
   *
   * @param seed of the samples that are drawn
   */
  public Interval bootstrap(long seed) {
    return Bootstrap.ofMean(seed, figures.differences());
  }

  /** How large the difference is by the test that was asked for, positive if a is larger. */
  public double effectSize() {
    return paired.effectSize(figures);
  }
}
