package dev.carousel.benchmarks.teams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ScalingTest {
  /** 100 ms of which 20 are not shared, 200 meetings of 0.01 ms: 20 + 40 + 2 = 62 with two. */
  @Test
  void whatIsNotSharedFollowsFromTwoThreads() {
    Scaling scaling = Scaling.of(100, 62, 200, 0.01);
    assertEquals(20, scaling.alone(), 1e-12);
    assertEquals(62, scaling.time(2), 1e-12);
    assertEquals(20 + 20 + 4, scaling.time(4), 1e-12);
    assertEquals(20 + 5 + 16, scaling.time(16), 1e-12);
  }

  @Test
  void twoThatAreMoreThanTwiceAsFastShareAll() {
    Scaling scaling = Scaling.of(100, 45, 0, 0.01);
    assertEquals(0, scaling.alone());
    assertEquals(25, scaling.time(4));
  }
}
