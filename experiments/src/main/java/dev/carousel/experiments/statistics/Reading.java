package dev.carousel.experiments.statistics;

import java.util.Locale;

/**
 * What a comparison means, in a word and in a sentence.
 *
 * @param corrected the p-value, corrected for the number of tests
 * @param tests how many were corrected together
 */
record Reading(CommonSeeds pair, Evidence evidence, double corrected, int tests) {
  Comparison comparison(Aim aim, PairedTest test) {
    PairedDifference figures = pair.difference();
    ComparisonVerdict verdict = verdict(figures);
    return new Comparison(
        pair.a().name(),
        pair.b().name(),
        aim,
        pair.seeds(),
        figures,
        test,
        new TestResult(evidence.test(), evidence.pValue(), corrected),
        verdict,
        sentence(verdict, figures));
  }

  private ComparisonVerdict verdict(PairedDifference figures) {
    Failures failures = Failures.of(figures);
    if (pair.seeds().size() < PairedRules.FEWEST_SEEDS) {
      return ComparisonVerdict.NOT_JUDGED;
    }
    if (Double.isNaN(evidence.pValue())) {
      return figures.pairs() == 0 ? ComparisonVerdict.NO_DIFFERENCE : ComparisonVerdict.NOT_JUDGED;
    }
    if (PairedRules.isSignificant(corrected) && !evidence.isContradictory()) {
      return evidence.isBetter() ? ComparisonVerdict.BETTER : ComparisonVerdict.WORSE;
    }
    boolean isSame =
        PairedRules.isWithinMargin(figures) || PairedRules.isWithinMargin(figures.reversed());
    return isSame && failures.isEqual()
        ? ComparisonVerdict.NO_DIFFERENCE
        : ComparisonVerdict.UNCERTAIN;
  }

  private String sentence(ComparisonVerdict verdict, PairedDifference figures) {
    String a = pair.a().name();
    String b = pair.b().name();
    return switch (verdict) {
      case BETTER, WORSE ->
          a + " is " + verdict.word() + " than " + b + ": " + reason(figures) + ".";
      case NO_DIFFERENCE ->
          "There is no difference between " + a + " and " + b + ": " + reason(figures) + ".";
      case UNCERTAIN ->
          "Whether "
              + a
              + " or "
              + b
              + " is better is uncertain: "
              + reason(figures)
              + doubt()
              + ".";
      case NOT_JUDGED -> a + " and " + b + " are not judged: " + lack(figures) + ".";
    };
  }

  /** What was found: failures if there are some, and figures where they have a mean. */
  private String reason(PairedDifference figures) {
    Failures failures = Failures.of(figures);
    String failed =
        failures.isAny()
            ? String.format(
                Locale.ROOT,
                "%d of %d trainings failed, %d of %d of the other",
                failures.a(),
                failures.seeds(),
                failures.b(),
                failures.seeds())
            : "";
    if (figures.pairs() == 0) {
      return failed;
    }
    String change = Figures.change(figures) + " over " + seeds(figures.pairs());
    return failed.isEmpty() ? change : failed + "; otherwise " + change;
  }

  private String doubt() {
    if (evidence.isContradictory()) {
      return ", one fails less often and the other has better figures";
    }
    return PairedRules.isSignificant(evidence.pValue())
        ? ", not significant after correction for " + tests + " comparisons"
        : ", not significant";
  }

  private String lack(PairedDifference figures) {
    String needed = PairedRules.FEWEST_SEEDS + " are needed";
    int common = pair.seeds().size();
    return common < PairedRules.FEWEST_SEEDS
        ? "they have " + seeds(common) + " in common, and " + needed
        : seeds(figures.pairs()) + " of both did not fail, and " + needed;
  }

  private static String seeds(int count) {
    return count == 1 ? "1 seed" : count + " seeds";
  }
}
