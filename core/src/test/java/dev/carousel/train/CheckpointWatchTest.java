package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CheckpointWatchTest {
  @Test
  void afterAValidationSomeSecondsMustHavePassed() {
    CheckpointWatch watch = new CheckpointWatch(new CheckpointInterval(0, 0, 5));
    watch.note(10, 100);
    assertFalse(watch.isDue(12, 104.9, true));
    assertTrue(watch.isDue(12, 105, true));
    assertFalse(watch.isDue(12, 1000, false), "without a validation");
  }

  @Test
  void byDefaultEveryValidationIsFollowedByOne() {
    CheckpointWatch watch = new CheckpointWatch(CheckpointInterval.USUAL);
    watch.note(10, 100);
    assertTrue(watch.isDue(11, 100, true));
    assertFalse(watch.isDue(11, 159.9, false));
    assertTrue(watch.isDue(11, 160, false), "after a minute");
  }

  @Test
  void updatesAreCountedFromTheLastOne() {
    CheckpointWatch watch = new CheckpointWatch(new CheckpointInterval(3, 0, 1000));
    watch.note(10, 100);
    assertFalse(watch.isDue(12, 100, true));
    assertTrue(watch.isDue(13, 100, true));
    assertTrue(watch.isBehind(13));
    watch.note(13, 101);
    assertFalse(watch.isBehind(13));
    assertFalse(watch.isDue(15, 102, true));
  }
}
