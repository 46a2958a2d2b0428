package dev.carousel.benchmarks.tasks;

import dev.carousel.error.CarouselException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a network counts as having learnt. Written {@code loss<0.05}, {@code accuracy>=0.99}, {@code
 * counts>=100}, or {@code bits}, which is measured without a bound. Immutable and thread-safe.
 *
 * @param measure what is compared
 * @param bound what it is compared with; NaN for none
 */
record Criterion(Measure measure, double bound) {
  /** What is measured of a trained network. */
  enum Measure {
    /** The mean loss of fresh sequences. */
    LOSS("<"),
    /** The share of fresh sequences with the right class at the end. */
    ACCURACY(">="),
    /** The greatest n up to which every string a^n b^n is predicted right at every step. */
    COUNTS(">="),
    /** The loss on the validation part of a text, in bits of a character. */
    BITS("");

    private final String sign;

    Measure(String sign) {
      this.sign = sign;
    }
  }

  private static final Pattern FORM = Pattern.compile("(loss|accuracy|counts)(<|>=)([0-9.]+)");

  /** Ends a training that is clearly past its bound, so that chance does not decide on it. */
  private static final double MARGIN = 0.8;

  /**
   * Reads a criterion.
   *
   * @throws CarouselException if it is none
   */
  static Criterion parse(String text) {
    Matcher form = FORM.matcher(text);
    if (text.equals("bits")) {
      return new Criterion(Measure.BITS, Double.NaN);
    }
    if (form.matches()) {
      Measure measure = Measure.valueOf(form.group(1).toUpperCase(Locale.ROOT));
      if (measure.sign.equals(form.group(2))) {
        return new Criterion(measure, Double.parseDouble(form.group(3)));
      }
    }
    throw CarouselException.usage("A criterion of the plan is malformed.")
        .expected("loss<NUMBER, accuracy>=NUMBER, counts>=NUMBER or bits")
        .found("'" + text + "'")
        .mend("loss<0.05")
        .build();
  }

  /** Whether a network with this measure has learnt; never without a bound. */
  boolean isMet(double found) {
    return measure == Measure.LOSS ? found < bound : found >= bound;
  }

  /**
   * Whether training may end at a validation with this mean loss. A mean log loss of at most minus
   * ln p gives the right class the probability p in the geometric mean.
   */
  boolean isEnd(double validLoss) {
    return switch (measure) {
      case LOSS -> validLoss < MARGIN * bound;
      case ACCURACY -> validLoss < -MARGIN * Math.log(bound);
      case COUNTS, BITS -> false;
    };
  }

  @Override
  public String toString() {
    String name = measure.name().toLowerCase(Locale.ROOT);
    return measure == Measure.BITS
        ? name
        : name + measure.sign + BigDecimal.valueOf(bound).stripTrailingZeros().toPlainString();
  }
}
