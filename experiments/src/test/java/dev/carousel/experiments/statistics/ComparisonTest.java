package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two settings compared, and what is said of them. */
class ComparisonTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final Sample FIVE = Sample.of("gru", 2.0, 2.1, 2.2, 2.3, 2.4);

  private static Comparison compared(Sample a, Sample b) {
    return Comparison.of(a, b, Aim.SMALLER, PairedTest.STUDENT);
  }

  private static void assertSaid(ComparisonVerdict verdict, String sentence, Comparison found) {
    assertEquals(sentence, found.sentence());
    assertEquals(verdict, found.verdict());
  }

  /** Student's numbers of the maize, with the figures of both settings. */
  @Test
  void figuresAreThoseOfTheTest() {
    double[] maize = References.maize();
    double[] crossed = new double[maize.length];
    for (int i = 0; i < maize.length; i++) {
      crossed[i] = 100 + maize[i];
    }
    double[] selfed = maize.clone();
    Arrays.fill(selfed, 100);
    Sample a = Sample.of("crossed", crossed);
    Sample b = Sample.of("selfed", selfed);
    Comparison student = Comparison.of(a, b, Aim.LARGER, PairedTest.STUDENT);
    assertEquals(15, student.seeds().size());
    assertEquals(20.933333333333334, student.meanDifference(), 1e-9);
    assertEquals(0.031193318392979563, student.interval().low(), 1e-9);
    assertEquals(41.83547334827369, student.interval().high(), 1e-9);
    assertEquals(0.049702944021800866, student.pValue(), 1e-9);
    assertEquals(0.5242641159016376, student.effectSize(), 1e-9);
    assertEquals(Bootstrap.ofMean(4, maize), student.bootstrap(4));
    assertEquals("paired t-test", student.test());
    assertSaid(
        ComparisonVerdict.BETTER,
        "crossed is better than selfed: +21 % [+0.031 to +42] over 15 seeds.",
        student);
    Comparison wilcoxon = Comparison.of(b, a, Aim.LARGER, PairedTest.WILCOXON);
    assertEquals(0.041259765625, wilcoxon.pValue(), 1e-9);
    assertEquals(-72.0 / 120, wilcoxon.effectSize(), 1e-9);
    assertEquals("Wilcoxon signed-rank test", wilcoxon.test());
    assertEquals(ComparisonVerdict.WORSE, wilcoxon.verdict());
  }

  @Test
  void verdictsAndTheirSentences() {
    assertSaid(
        ComparisonVerdict.BETTER,
        "lstm is better than gru: -14 % [-18 to -9.6] over 5 seeds.",
        compared(Sample.of("lstm", 1.7, 1.9, 1.8, 2.0, 2.1), FIVE));
    assertSaid(
        ComparisonVerdict.WORSE,
        "lstm is worse than gru: +14 % [+9.6 to +18] over 5 seeds.",
        compared(Sample.of("lstm", 2.3, 2.3, 2.6, 2.6, 2.7), FIVE));
    assertSaid(
        ComparisonVerdict.NO_DIFFERENCE,
        "There is no difference between lstm and gru: +0.2 % [-0.1 to +0.5] over 5 seeds.",
        compared(Sample.of("lstm", 2.01, 2.1, 2.2, 2.3, 2.41), FIVE));
    assertSaid(
        ComparisonVerdict.UNCERTAIN,
        "Whether lstm or gru is better is uncertain: +3.6 % [-5.6 to +13] over 5 seeds,"
            + " not significant.",
        compared(Sample.of("lstm", 2.3, 2.1, 2.4, 2.2, 2.4), FIVE));
    assertSaid(
        ComparisonVerdict.NOT_JUDGED,
        "lstm and gru are not judged: they have 2 seeds in common, and 3 are needed.",
        compared(Sample.of("lstm", 1.0, 1.1), FIVE));
  }

  /** What is better with small figures is worse with large ones, and the other way round. */
  @Test
  void bothDirectionsAgree() {
    List<Sample> others =
        List.of(
            Sample.of("a", 1.7, 1.9, 1.8, 2.0, 2.1),
            Sample.of("b", 2.01, 2.1, 2.2, 2.3, 2.41),
            Sample.of("c", 2.01, 2.121, 2.222, 2.325, 2.434),
            Sample.of("d", 2.3, 2.1, 2.4, 2.2, 2.4),
            Sample.of("e", 2.0, INFINITE, INFINITE, INFINITE, INFINITE),
            Sample.of("f", INFINITE, INFINITE, INFINITE, INFINITE, INFINITE));
    for (Sample other : others) {
      ComparisonVerdict verdict = compared(other, FIVE).verdict();
      ComparisonVerdict reversed =
          switch (verdict) {
            case BETTER -> ComparisonVerdict.WORSE;
            case WORSE -> ComparisonVerdict.BETTER;
            case NO_DIFFERENCE, UNCERTAIN, NOT_JUDGED -> verdict;
          };
      assertEquals(reversed, compared(FIVE, other).verdict(), other.name());
    }
    assertEquals(
        ComparisonVerdict.WORSE,
        Comparison.of(others.get(0), FIVE, Aim.LARGER, PairedTest.STUDENT).verdict());
  }

  /** A mean that is 1 % of the larger figures is more than 1 % of the smaller ones. */
  @Test
  void theMarginIsTheSameInBothDirections() {
    Sample small = Sample.of("small", 1.0, 1.0, 1.0, 1.0);
    Sample large = Sample.of("large", 0.91, 1.11, 0.93, 1.0905);
    assertEquals(ComparisonVerdict.UNCERTAIN, compared(small, large).verdict());
    Sample within = Sample.of("within", 0.91, 1.11, 0.93, 1.0904);
    assertEquals(ComparisonVerdict.NO_DIFFERENCE, compared(small, within).verdict());
    assertEquals(ComparisonVerdict.NO_DIFFERENCE, compared(within, small).verdict());
  }

  @Test
  void onlyCommonSeedsAreCompared() {
    Sample a = Sample.of("a", Map.of(3L, 1.0, 4L, 1.1, 5L, 1.2, 6L, Double.NaN));
    Sample b = Sample.of("b", Map.of(9L, 9.0, 6L, 2.0, 5L, 2.21, 4L, 2.1, 3L, 2.0));
    Comparison found = compared(a, b);
    assertEquals(List.of(3L, 4L, 5L), found.seeds());
    assertEquals(-1.0033333333333334, found.meanDifference(), 1e-12);
    Comparison none = compared(a, Sample.of("c", 1.0, 2.0));
    assertEquals(List.of(), none.seeds());
    assertTrue(Double.isNaN(none.meanDifference()) && Double.isNaN(none.correctedPValue()));
    assertEquals("", none.test());
    assertSaid(
        ComparisonVerdict.NOT_JUDGED,
        "a and c are not judged: they have 0 seeds in common, and 3 are needed.",
        none);
  }

  /** Fisher's exact p-value of 5 and 0 of 5 is 2 / 252; of 3 and 0 of 3 it is 0.1. */
  @Test
  void failuresAreTested() {
    Sample failed = Sample.of("rnn", INFINITE, INFINITE, INFINITE, INFINITE, INFINITE);
    Comparison found = compared(FIVE, failed);
    assertEquals(2 * 0.007936507936507938, found.pValue(), 1e-9);
    assertEquals("Fisher's exact test of failures", found.test());
    assertSaid(
        ComparisonVerdict.BETTER,
        "gru is better than rnn: 0 of 5 trainings failed, 5 of 5 of the other.",
        found);
    assertSaid(
        ComparisonVerdict.NO_DIFFERENCE,
        "There is no difference between rnn and irnn: 5 of 5 trainings failed, 5 of 5 of the"
            + " other.",
        compared(failed, Sample.of("irnn", INFINITE, INFINITE, INFINITE, INFINITE, INFINITE)));
    assertEquals(0.10, new Failures(3, 0, 3).pValue(), 1e-9);
    assertEquals(0.2063492063492064, new Failures(4, 1, 5).pValue(), 1e-9);
    assertEquals(0.019766611097880447, new Failures(1, 7, 10).pValue(), 1e-9);
    assertEquals(1, new Failures(0, 0, 5).pValue());
    assertSaid(
        ComparisonVerdict.UNCERTAIN,
        "Whether gru or rnn is better is uncertain: 0 of 5 trainings failed, 2 of 5 of the other;"
            + " otherwise 0 % [0 to 0] over 3 seeds, not significant.",
        compared(FIVE, Sample.of("rnn", 2.0, 2.1, 2.2, INFINITE, INFINITE)));
  }

  /** Both tests count, so the better p-value is doubled. */
  @Test
  void figuresCountBesideFailures() {
    Comparison found =
        compared(
            Sample.of("lstm", 1.7, 1.9, 1.8, 2.0, 2.1),
            Sample.of("gru", 2, 2.1, 2.2, 2.3, INFINITE));
    PairedDifference four =
        new PairedDifference(List.of(2.0, 2.1, 2.2, 2.3), List.of(1.7, 1.9, 1.8, 2.0));
    assertEquals(2 * four.pValue(), found.pValue(), 1e-12);
    assertEquals("paired t-test", found.test());
    assertEquals(ComparisonVerdict.BETTER, found.verdict());
  }

  /** Seven of ten failed; the other three are far better. */
  @Test
  void failuresAndFiguresMayContradict() {
    Sample often =
        Sample.of(
            "often", 1.01, 1, 1, INFINITE, INFINITE, INFINITE, INFINITE, INFINITE, INFINITE,
            INFINITE);
    Sample never = Sample.of("never", 2, 2, 2, 2, 2, 2, 2, 2, 2, 2);
    Comparison found = compared(never, often);
    assertEquals(2 * 0.0030959752321981426, found.pValue(), 1e-9);
    assertSaid(
        ComparisonVerdict.UNCERTAIN,
        "Whether never or often is better is uncertain: 0 of 10 trainings failed, 7 of 10 of the"
            + " other; otherwise +99 % [+98 to +101] over 3 seeds, one fails less often and the"
            + " other has better figures.",
        found);
  }

  /** It is better in both, and the failures are the stronger evidence. */
  @Test
  void failuresAndFiguresMayAgree() {
    Sample often =
        Sample.of(
            "often", 2.0, 2.2, 2.5, INFINITE, INFINITE, INFINITE, INFINITE, INFINITE, INFINITE,
            INFINITE);
    Sample never = Sample.of("never", 1.0, 1.1, 1.2, 1, 1, 1, 1, 1, 1, 1);
    Comparison found = compared(never, often);
    double figures = new PairedDifference(List.of(2.0, 2.2, 2.5), List.of(1.0, 1.1, 1.2)).pValue();
    assertTrue(figures < 0.05 && figures > 0.0030959752321981426, () -> "p is " + figures);
    assertEquals(2 * 0.0030959752321981426, found.pValue(), 1e-9);
    assertEquals(ComparisonVerdict.BETTER, found.verdict());
  }

  /** With two seeds, nothing is tested, whether a training failed or not. */
  @Test
  void tooFewSeedsAreNoTest() {
    Comparison found = compared(Sample.of("a", 1, INFINITE), Sample.of("b", 1, 1));
    assertTrue(Double.isNaN(found.pValue()));
    assertEquals("", found.test());
    assertEquals(ComparisonVerdict.NOT_JUDGED, found.verdict());
  }

  @Test
  void pairsThatDidNotFailMustBeEnough() {
    assertEquals(
        "", compared(Sample.of("a", 1, 2, INFINITE), Sample.of("b", 1, INFINITE, 3)).test());
    assertSaid(
        ComparisonVerdict.NOT_JUDGED,
        "a and b are not judged: 1 seed of both did not fail, and 3 are needed.",
        compared(Sample.of("a", 1, 2, INFINITE), Sample.of("b", 1, INFINITE, 3)));
  }

  @Test
  void correctionIsSaidWhereItMatters() {
    Sample a = Sample.of("a", 1.9, 2.05, 2.05, 2.3, 2.3);
    List<Sample> samples = List.of(a, FIVE, Sample.of("c", 2.3, 2.1, 2.4, 2.2, 2.4));
    assertEquals(ComparisonVerdict.BETTER, compared(a, FIVE).verdict());
    Comparison found =
        Comparisons.allPairs(samples, Aim.SMALLER, PairedTest.STUDENT).comparisons().get(0);
    assertTrue(found.pValue() < 0.05 && found.correctedPValue() > 0.05, found::toString);
    assertSaid(
        ComparisonVerdict.UNCERTAIN,
        "Whether a or gru is better is uncertain: -3.6 % [-6.9 to -0.4] over 5 seeds, not"
            + " significant after correction for 3 comparisons.",
        found);
  }

  @Test
  void settingsThatCannotBeComparedAreRefused() {
    Refusal.of(
        "one setting",
        () -> Comparisons.allPairs(List.of(FIVE), Aim.SMALLER, PairedTest.STUDENT),
        "nothing to compare",
        "at least two settings");
    Refusal.of(
        "two settings of one name",
        () -> compared(FIVE, FIVE),
        "have the same name",
        "'gru' more than once");
  }
}
