package dev.carousel.flow.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A recommended threshold for clipping by the global norm, from the norms of a run that went well
 * enough.
 *
 * <p>Clipping is for rare large gradients, not for ordinary steps (Pascanu, Mikolov and Bengio,
 * 2013, who found half to ten times the mean norm sufficient). So ordinary norms are unchanged. If
 * the tail is long, with a 99th percentile above three times the median, the threshold is the 90th
 * percentile. Otherwise it is three times the median, which clips only outliers.
 *
 * <p>The norms of an exploding training are not ordinary, so their percentiles are no threshold. If
 * the median is above {@value #EXPLODED}, with non-finite norms counted as larger, only the norms
 * before the first one above it are used. If these are too few, the threshold is {@value #USUAL},
 * which is within Pascanu's half to ten times the norm of a network that learns a mean loss.
 *
 * @param threshold the threshold; NaN if there are too few norms
 * @param reason in a sentence
 */
public record ThresholdAdvice(double threshold, String reason) {
  private static final int FEWEST = 50;
  private static final double LONG_TAIL = 3;
  private static final double EXPLODED = 1000;
  private static final double USUAL = 1;

  /**
   * Recommends a threshold.
   *
   * @param norms of the gradients before clipping; what is not finite is left out
   */
  public static ThresholdAdvice of(double[] norms) {
    if (isExploded(norms)) {
      return ofExploded(norms);
    }
    double[] finite = Arrays.stream(norms).filter(Double::isFinite).toArray();
    if (finite.length < FEWEST) {
      return new ThresholdAdvice(
          Double.NaN,
          finite.length
              + " updates are too few to recommend a threshold; at least "
              + FEWEST
              + " are needed.");
    }
    Percentile percentile = new Percentile();
    percentile.setData(finite);
    double median = percentile.evaluate(50);
    double high = percentile.evaluate(90);
    double top = percentile.evaluate(99);
    String seen =
        String.format(
            Locale.ROOT,
            "of %d updates the median norm is %.3g, one in ten is above %.3g, one in a hundred"
                + " above %.3g",
            finite.length,
            median,
            high,
            top);
    return top > LONG_TAIL * median
        ? new ThresholdAdvice(
            high,
            "The tail is long: " + seen + ". The threshold leaves nine " + "in ten unchanged.")
        : new ThresholdAdvice(
            LONG_TAIL * median,
            "There is no long tail: " + seen + ". Three times the median clips only outliers.");
  }

  private static boolean isExploded(double[] norms) {
    double[] sorted =
        Arrays.stream(norms)
            .map(norm -> Double.isFinite(norm) ? norm : Double.POSITIVE_INFINITY)
            .sorted()
            .toArray();
    return sorted.length > 0 && sorted[sorted.length / 2] > EXPLODED;
  }

  /** The advice from the norms before the explosion. */
  private static ThresholdAdvice ofExploded(double[] norms) {
    double[] before = Arrays.stream(norms).takeWhile(norm -> norm <= EXPLODED).toArray();
    if (before.length >= FEWEST) {
      ThresholdAdvice advice = of(before);
      return new ThresholdAdvice(
          advice.threshold(), "Of the updates before it exploded: " + advice.reason());
    }
    return new ThresholdAdvice(
        USUAL,
        "The gradient explodes from update "
            + before.length
            + " on, before there are "
            + FEWEST
            + " ordinary norms to base a threshold on. A threshold of 1 is a common start; the "
            + "norms of a training with it give a better one.");
  }

  /**
   * Recommends a threshold for clipping element by element that affects as many updates as that of
   * {@link #of}. As many updates have a larger element as have a norm above the threshold of the
   * norm. If there are none, it is above the largest element by the same factor as the threshold of
   * the norm is above the largest norm.
   *
   * @param norms of the gradients before clipping; what is not finite is left out
   * @param largest the largest modulus of an element, for each
   */
  public static ThresholdAdvice forElements(double[] norms, double[] largest) {
    ThresholdAdvice advice = of(norms);
    if (Double.isNaN(advice.threshold()) || isExploded(norms)) {
      return advice;
    }
    double[] elements =
        IntStream.range(0, norms.length)
            .filter(i -> Double.isFinite(norms[i]))
            .mapToDouble(i -> largest[i])
            .sorted()
            .toArray();
    int above = (int) Arrays.stream(norms).filter(n -> n > advice.threshold()).count();
    above -= (int) Arrays.stream(norms).filter(n -> n == Double.POSITIVE_INFINITY).count();
    if (above > 0) {
      return new ThresholdAdvice(
          elements[elements.length - above - 1],
          String.format(
              Locale.ROOT,
              "%d of %d updates have a larger element, as many as have a norm above %.3g.",
              above,
              elements.length,
              advice.threshold()));
    }
    double top = Arrays.stream(norms).filter(Double::isFinite).max().orElseThrow();
    return new ThresholdAdvice(
        elements[elements.length - 1] * advice.threshold() / top,
        String.format(
            Locale.ROOT,
            "No update has a norm above %.3g. The threshold is above the largest element by the "
                + "same factor as that is above the largest norm, %.3g.",
            advice.threshold(),
            top));
  }
}
