package dev.carousel.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.CarouselException;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.RollBack;
import dev.carousel.spi.UpdateHook.Update;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/** Which runs have failed though nothing threw. */
class RunHealthTest {
  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NONE = Double.NaN;

  private static Optional<String> failure(
      long updates, long nonFinite, long lossCount, ValidationPoint... points) {
    Counters counters =
        new Counters(
            updates, 0, 0, 0, nonFinite, 1, 1, 0, lossCount, new Recovery(nonFinite, 0, 0, 1));
    return new RunHealth(counters, List.of(points), OptionalLong.of(1))
        .failure()
        .map(CarouselException::getMessage);
  }

  @Test
  void aFiniteRunHasNotFailed() {
    assertEquals(Optional.empty(), failure(50, 0, 0, new ValidationPoint(50, 1, 1)));
    assertEquals(Optional.empty(), failure(50, 0, 0, new ValidationPoint(50, 1, NONE)));
    assertEquals(Optional.empty(), failure(50, 25, 0, new ValidationPoint(50, 1, 1)));
  }

  @Test
  void moreThanHalfOfTheUpdatesLost() {
    String message = failure(50, 26, 7, new ValidationPoint(40, 1, 1)).orElseThrow();
    assertTrue(message.contains("Most updates were not finite"), message);
    assertTrue(
        message.contains("26 of 50 updates were not finite; the first was update 1"), message);
  }

  @Test
  void nothingLearntSinceTheLastValidation() {
    String open = failure(50, 10, 0, new ValidationPoint(40, 1, 1)).orElseThrow();
    assertTrue(open.contains("No update since the last validation was finite"), open);
    String closed =
        failure(50, 10, 0, new ValidationPoint(40, 1, 1), new ValidationPoint(50, NONE, 1))
            .orElseThrow();
    assertEquals(open, closed);
  }

  @Test
  void noValidationWithAFiniteLoss() {
    ValidationPoint[] never = {
      new ValidationPoint(1, 1, INFINITY), new ValidationPoint(2, 1, INFINITY)
    };
    String message = failure(2, 0, 0, never).orElseThrow();
    assertTrue(message.contains("never finite"), message);
    assertTrue(message.contains("none at 2"), message);
    assertEquals(Optional.empty(), failure(2, 0, 0, new ValidationPoint(1, 1, 3), never[1]));
  }

  @Test
  void aLossThatIsNotFiniteIsNeverTheBest() {
    ValidationPoint good = new ValidationPoint(2, 1, 3);
    ValidationPoint spoilt = new ValidationPoint(1, 1, INFINITY);
    assertEquals(Optional.of(good), Checkpoint.best(List.of(spoilt, good)));
    assertEquals(Optional.of(good), Checkpoint.best(List.of(good, spoilt)));
    assertEquals(Optional.empty(), Checkpoint.best(List.of(spoilt)));
    Validations validations = new Validations(List.of());
    assertEquals(false, validations.add(spoilt));
    assertEquals(1, validations.sinceBest());
    assertEquals(true, validations.add(good));
    assertEquals(false, validations.add(spoilt));
    assertEquals(3, validations.validLoss());
  }

  /** Makes the parameters infinite when it sees those updates; the optimizer keeps that. */
  private static NamedHook spoiling(LongPredicate when, Outcome outcome) {
    return new NamedHook(
        "spoiling",
        new Hooks.AtUpdate(
            update -> {
              if (when.test(update.index())) {
                head(update.gradients()).fill(Float.MAX_VALUE);
              }
              return outcome;
            }));
  }

  private static Tensor head(NamedTensors tensors) {
    return tensors.get("head/head.b");
  }

  /** A step from finite gradients to parameters that float32 cannot hold, with the last update. */
  @Test
  void theLastStepMayBeTheOneThatSpoils() {
    List<ValidationPoint> validated = new ArrayList<>();
    List<Checkpoint> saved = new ArrayList<>();
    TrainingListener ears =
        new TrainingListener() {
          @Override
          public void validated(ValidationPoint point, boolean isBest) {
            validated.add(point);
          }

          @Override
          public void checkpoint(Checkpoint checkpoint) {
            saved.add(checkpoint.copy());
          }
        };
    Setup setup = Setup.ofUpdates(6).with(ears).with(spoiling(i -> i == 5, Outcome.CHANGED));
    String message = Refusal.of(setup::run).message();
    assertTrue(message.contains("no longer finite"), message);
    assertTrue(message.contains("0 of 6 updates"), message);
    assertEquals(List.of(3L, 4L), validated.stream().map(ValidationPoint::update).toList());
    assertTrue(saved.stream().allMatch(checkpoint -> checkpoint.parameters().isFinite()));
  }

  @Test
  void aRunThatGoesBackDoesNotKeepWhatIsNotFinite() {
    GuardThatGoesBack guard = new GuardThatGoesBack(new boolean[1]);
    TrainingResult result = Setup.ofUpdates(6).with(new NamedHook("guard", guard)).run();
    assertEquals(1, result.counters().recovery().rollBacks());
    assertTrue(result.parameters().isFinite());
    assertTrue(Double.isFinite(result.validLoss()));
  }

  /** Spoils update 2, after which there is a validation, once; then goes back. */
  private record GuardThatGoesBack(boolean[] isDone) implements UpdateHook {
    @Override
    public boolean changesUpdates() {
      return true;
    }

    @Override
    public Outcome update(Update update) {
      if (!Double.isFinite(update.loss())) {
        return Outcome.ROLL_BACK;
      }
      if (update.index() == 2 && !isDone[0]) {
        isDone[0] = true;
        head(update.gradients()).fill(Float.MAX_VALUE);
        return Outcome.CHANGED;
      }
      return Outcome.UNCHANGED;
    }

    @Override
    public RollBack rollBack() {
      return new RollBack(0.5, 1);
    }
  }
}
