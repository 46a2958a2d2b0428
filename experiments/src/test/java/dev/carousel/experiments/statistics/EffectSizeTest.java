package dev.carousel.experiments.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Effect sizes, held against SciPy's numbers and against numbers worked out by hand. */
class EffectSizeTest {
  @Test
  void sizesOfTextbooks() {
    assertSizes(1.0117918052161972, 0.913347835555134, References.depression());
    assertSizes(0.5546079777065185, 0.5242641159016376, References.maize());
    assertSizes(1.2845575625910546, 1.173924903514205, References.sleep());
    assertSizes(0.8431546470935083, 0.6727400752850987, References.five());
  }

  private static void assertSizes(double cohen, double hedges, double... differences) {
    assertEquals(cohen, EffectSize.cohen(differences), 1e-9);
    assertEquals(hedges, EffectSize.hedges(differences), 1e-9);
  }

  /** Mean 2, deviation 1; J(2) = Γ(1) / Γ(1/2) = 1 / sqrt(π). */
  @Test
  void threeDifferencesByHand() {
    assertSizes(2, 2 / Math.sqrt(Math.PI), 1, 2, 3);
  }

  @Test
  void withoutScatterItIsZeroOrInfinite() {
    assertEquals(0, EffectSize.cohen(0, 0, 0));
    assertEquals(Double.NEGATIVE_INFINITY, EffectSize.hedges(-1, -1, -1));
    assertTrue(Double.isNaN(EffectSize.cohen(1)));
    assertTrue(Double.isNaN(EffectSize.hedges(1, 2)));
  }
}
