package dev.carousel.flow.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LagMeanTest {
  private static LagMean of(double... atLagOne) {
    LagMean mean = new LagMean(2);
    for (double norm : atLagOne) {
      mean.add(new double[] {1, norm}, 1);
    }
    return mean;
  }

  @Test
  void aLagAtWhichMostIsTooLargeOrNoNumberIsAboveTheCeiling() {
    LagMean mean = of(Double.POSITIVE_INFINITY, Double.NaN, 2e36, 0);
    assertTrue(mean.isAboveCeiling(1));
    assertFalse(mean.isBelowFloor(1));
    assertFalse(mean.isAboveCeiling(0), "it can be used");
    assertFalse(mean.isAboveCeiling(2), "no sample reaches so far");
    assertEquals(1, mean.usableLags());
  }

  @Test
  void aLagAtWhichMostIsTooSmallIsBelowTheFloor() {
    LagMean mean = of(0, 1e-37, Double.NaN);
    assertTrue(mean.isBelowFloor(1));
    assertFalse(mean.isAboveCeiling(1));
    LagMean even = of(0, Double.NaN);
    assertFalse(even.isBelowFloor(1) || even.isAboveCeiling(1), "either may be so");
  }

  @Test
  void oneSampleInTenBeyondIsLeftOut() {
    double[] norms = {4, 4, 4, 4, 4, 4, 4, 4, 4, Double.POSITIVE_INFINITY};
    LagMean mean = of(norms);
    assertTrue(mean.isUsable(1));
    assertFalse(mean.isAboveCeiling(1));
    assertEquals(4, mean.means()[1], 1e-12);
  }
}
