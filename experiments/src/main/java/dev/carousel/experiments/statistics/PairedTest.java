package dev.carousel.experiments.statistics;

/** A test of differences in pairs of the same seed, with its effect size. */
public enum PairedTest {
  /**
   * The paired t-test, which can find a difference from three seeds on. It assumes that differences
   * are normal. If the settings do not differ at all, differences are symmetric whatever the
   * figures are, and it finds too few rather than too many. The effect size is that of {@link
   * EffectSize#hedges}.
   */
  STUDENT("paired t-test") {
    @Override
    public double pValue(PairedDifference difference) {
      return difference.pValue();
    }

    @Override
    public double effectSize(PairedDifference difference) {
      return EffectSize.hedges(difference.differences());
    }
  },

  /**
   * {@link Wilcoxon}'s signed-rank test, which assumes no distribution. It needs at least six
   * seeds, and more if many settings are compared. The effect size is the rank-biserial
   * correlation.
   */
  WILCOXON("Wilcoxon signed-rank test") {
    @Override
    public double pValue(PairedDifference difference) {
      return Wilcoxon.of(difference.differences()).pValue();
    }

    @Override
    public double effectSize(PairedDifference difference) {
      return Wilcoxon.of(difference.differences()).rankBiserial();
    }
  };

  private final String words;

  PairedTest(String words) {
    this.words = words;
  }

  /** The probability of a difference at least as large if there is none; NaN if unknown. */
  public abstract double pValue(PairedDifference difference);

  /** How large a difference is, without a unit; positive if it is; NaN if unknown. */
  public abstract double effectSize(PairedDifference difference);

  /** The name in a report. */
  public String words() {
    return words;
  }
}
