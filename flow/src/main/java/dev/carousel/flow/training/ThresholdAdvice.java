package dev.carousel.flow.training;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * A threshold for clipping by the global norm, from the norms of a run that went well enough.
 *
 * <p>Clipping is for the rare wall, not for the ordinary step (Pascanu, Mikolov and Bengio, 2013,
 * who found half to ten times the mean norm to do). So the ordinary norms are left alone and what
 * lies beyond is cut: at the 90th percentile where the tail is long, the 99th being more than three
 * times the median; at three times the median where it is not, so that nothing is clipped but a
 * surprise.
 *
 * <p>Norms of a training that explodes are no ordinary norms, and no percentile of them is a
 * threshold. Where the median is above {@value #EXPLODED}, what is not finite counting as more,
 * only the norms before the first above it are used; where those are too few, the threshold is
 * {@value #USUAL}: within Pascanu's half to ten times the norm of a network that learns a mean
 * loss.
 *
 * @param threshold what to set; NaN if there are too few norms to say
 * @param reason in a sentence
 */
public record ThresholdAdvice(double threshold, String reason) {
  private static final int FEWEST = 50;
  private static final double LONG_TAIL = 3;
  private static final double EXPLODED = 1000;
  private static final double USUAL = 1;

  /**
   * Recommends.
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
        ? new ThresholdAdvice(high, "The tail is long: " + seen + ". The threshold leaves nine "
            + "in ten unchanged.")
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

  /** From the norms before the first that is no ordinary one. */
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
   * Recommends a threshold for clipping element by element that touches as many updates as that of
   * {@link #of} does: as many of the norms given have a larger element as are above the threshold
   * of the norm. If none is, as far above the largest element as that is above the largest norm.
   *
   * @param norms of the gradients before clipping; what is not finite is left out
   * @param largest of each the largest modulus of an element
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
