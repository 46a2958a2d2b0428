package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Schedule;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.run.ScheduleEnd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schedule that reads the validations of the run. */
class ScheduleOfValidationsTest {
  @TempDir Path folder;

  /** A half for each validation, and what it was shown. */
  private record Halving(List<double[]> shown) implements Schedule {
    @Override
    public double factor(long update, long plannedUpdates) {
      return 1;
    }

    @Override
    public double factor(long update, long plannedUpdates, double[] validLosses) {
      shown.add(validLosses.clone());
      return Math.pow(0.5, validLosses.length);
    }

    @Override
    public boolean readsValidations() {
      return true;
    }
  }

  private static Setup setup() {
    return Setup.ofUpdates(11).with(new Halving(new ArrayList<>()));
  }

  @Test
  void seesTheLossesSoFar() {
    Halving schedule = new Halving(new ArrayList<>());
    Keeper keeper = new Keeper(folder.resolve("run"), 0);
    keeper.run(Setup.ofUpdates(7).with(schedule));
    double[] losses = keeper.validations.stream().mapToDouble(ValidationPoint::validLoss).toArray();
    assertEquals(4, losses.length, "after 3, 4 (an epoch), 6 and 7 updates");
    int[] lengths = schedule.shown().stream().mapToInt(seen -> seen.length).toArray();
    assertArrayEquals(new int[] {0, 0, 0, 1, 2, 2, 3}, lengths);
    assertEquals(losses[2], schedule.shown().get(6)[2]);
  }

  @ParameterizedTest
  @ValueSource(longs = {2, 3, 5, 9})
  void isResumedBitForBit(long stop) {
    TrainingResult expected = new Keeper(folder.resolve("whole"), 0).run(setup());
    Keeper halves = new Keeper(folder.resolve("halves"), stop);
    halves.run(setup());
    assertSameBits(expected.parameters(), halves.resume(setup()).parameters());
    TrainingResult other = Setup.ofUpdates(11).with(Schedule.constant()).run();
    assertNotEquals(other.validLoss(), expected.validLoss(), "it has an effect");
  }

  @Test
  void withoutAValidationPartIsRefused() {
    Refusal refusal =
        Refusal.of(
            () -> setup().with(Setup.text(2000, 0)).trainer(),
            "needs validations",
            "a validation part",
            "--valid 0.1",
            "--schedule");
    assertEquals(Refusal.Kind.USAGE, refusal.kind());
  }

  @Test
  void staysOneThatReadsValidationsIfItIsSpreadOverAnotherLength() {
    Schedule spread = ScheduleEnd.over(new Halving(new ArrayList<>()), 50, 100);
    assertTrue(spread.readsValidations());
    assertEquals(0.25, spread.factor(7, 100, new double[2]));
  }
}
