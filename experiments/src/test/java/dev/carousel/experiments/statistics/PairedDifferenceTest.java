package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Differences of pairs, held against numbers worked out by hand. */
class PairedDifferenceTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /**
   * Differences -0.3, -0.2, -0.4: mean -0.3, standard deviation 0.1, t(0.975; 2) = 4.302653. With
   * two degrees of freedom the two-sided p-value of t is {@code 1 - t / sqrt(2 + t^2)}.
   */
  @Test
  void intervalAndTestAreThoseOfStudent() {
    PairedDifference found = new PairedDifference(List.of(2.0, 2.1, 2.2), List.of(1.7, 1.9, 1.8));
    assertEquals(2.1, found.meanBefore(), 1e-12);
    assertEquals(1.8, found.meanAfter(), 1e-12);
    assertEquals(-0.3, found.mean(), 1e-12);
    assertEquals(2, found.degreesOfFreedom());
    double half = 4.302652729911275 * 0.1 / Math.sqrt(3);
    assertEquals(-0.3 - half, found.low95(), 1e-9);
    assertEquals(-0.3 + half, found.high95(), 1e-9);
    double t = 0.3 * Math.sqrt(3) / 0.1;
    assertEquals(1 - t / Math.sqrt(2 + t * t), found.pValue(), 1e-9);
    assertEquals(-0.3 / 2.1, found.relative(), 1e-12);
    assertEquals("-14 % [-26 to -2.5]", Figures.change(found));
  }

  /** P-values and intervals of R's {@code t.test(paired = TRUE)}, as SciPy has them. */
  @Test
  void studentsTestOfTextbooks() {
    assertTest(0.016176627434908088, 0.10377871227216856, References.depression());
    assertTest(0.049702944021800866, 0.031193318392979563, References.maize());
    assertTest(0.002832890197384273, 0.7001142367230174, References.sleep());
    assertTest(0.1324597627123726, -0.31053450843095787, References.five());
  }

  private static void assertTest(double pValue, double low, double... differences) {
    PairedDifference found =
        new PairedDifference(
            Collections.nCopies(differences.length, 0.0),
            Arrays.stream(differences).boxed().toList());
    assertEquals(pValue, found.pValue(), 1e-9);
    assertEquals(low, found.low95(), 1e-9);
    assertEquals(2 * found.mean() - low, found.high95(), 1e-9);
  }

  /** What all seeds share drops out: an unpaired test would see nothing here. */
  @Test
  void whatSeedsDoToBothDropsOut() {
    PairedDifference found = new PairedDifference(List.of(1.0, 5.0, 9.0), List.of(0.9, 4.8, 8.9));
    assertTrue(found.pValue() < 0.06, found::toString);
    assertEquals(2.0 / 15, -found.mean(), 1e-12);
  }

  @Test
  void equalDifferencesAreCertain() {
    assertEquals(0, new PairedDifference(List.of(2.0, 4.0), List.of(1.0, 3.0)).pValue());
    PairedDifference none = new PairedDifference(List.of(2.0, 4.0), List.of(2.0, 4.0));
    assertEquals(1, none.pValue());
    assertEquals("0 % [0 to 0]", Figures.change(none));
  }

  @Test
  void pairsThatAreNotFiniteAreCountedApart() {
    PairedDifference found =
        new PairedDifference(List.of(INFINITE, 2.0, 2.2, 2.4), List.of(1.0, INFINITE, 1.2, 1.2));
    assertEquals(2, found.pairs());
    assertEquals(1, found.notFiniteBefore());
    assertEquals(1, found.notFiniteAfter());
    assertEquals(-1.1, found.mean(), 1e-12);
    assertEquals(2.3, found.level(), 1e-12);
    assertEquals(INFINITE, found.meanAfter());
    assertTrue(found.isMeasured());
  }

  @Test
  void onePairHasNoInterval() {
    PairedDifference one = new PairedDifference(List.of(2.0), List.of(1.9));
    assertTrue(Double.isNaN(one.low95()) && Double.isNaN(one.pValue()));
    assertEquals("-5.0 %", Figures.change(one));
    PairedDifference none = new PairedDifference(List.of(Double.NaN), List.of(1.9));
    assertFalse(none.isMeasured());
    assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.pValue()));
  }

  /** A share of a figure that may be negative says nothing. */
  @Test
  void negativeFiguresChangeInTheirOwnUnit() {
    PairedDifference found =
        new PairedDifference(List.of(-0.5, -0.4, -0.3), List.of(-0.2, -0.2, -0.2));
    assertTrue(Double.isNaN(found.relative()));
    assertEquals("+0.2 [-0.048 to +0.4]", Figures.change(found));
  }

  @Test
  void figuresWithoutPairsAreRefused() {
    Refusal.of(
        () -> new PairedDifference(List.of(1.0, 2.0), List.of(1.0)),
        "not in pairs",
        "as many figures with the change as without it",
        "2 without it and 1 with it");
    Refusal.of(() -> new PairedDifference(List.of(), List.of()), "not in pairs");
  }

  /** 0.005 * 4, 0.01 * 3, 0.03 * 2, and 0.04 is no less than the one before. */
  @Test
  void holmCorrectsForTheNumberOfTests() {
    double[] adjusted = Holm.adjusted(0.01, Double.NaN, 0.04, 0.03, 0.005);
    double[] expected = {0.03, Double.NaN, 0.06, 0.06, 0.02};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], adjusted[i], 1e-12);
    }
    assertEquals(1, Holm.adjusted(0.6, 0.7)[1]);
  }
}
