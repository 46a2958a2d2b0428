package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.carousel.refusal.Refusal;
import dev.carousel.spi.UpdateHook;
import dev.carousel.spi.UpdateHook.Outcome;
import dev.carousel.spi.UpdateHook.RollBack;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Validations come after 3, 4, 6, 8, 9, 12.. updates: what goes back at update 7 goes back to 6.
 */
class RollBackTest {
  private static final int AT = 7;

  @TempDir Path folder;

  /** Sends the run back where something holds of an update. */
  private record Returning(Predicate<UpdateHook.Update> when, RollBack how) implements UpdateHook {
    @Override
    public boolean changesUpdates() {
      return true;
    }

    @Override
    public Outcome update(Update update) {
      return when.test(update) ? Outcome.ROLL_BACK : Outcome.UNCHANGED;
    }

    @Override
    public @Nullable RollBack rollBack() {
      return how;
    }
  }

  private static NamedHook returning(Predicate<UpdateHook.Update> when, int most) {
    return new NamedHook("returning", new Returning(when, new RollBack(0.25, most)));
  }

  /** Back at update 7 of the undisturbed run: another step size leads to other parameters. */
  private NamedHook once() {
    Keeper keeper = new Keeper(folder.resolve("until"), AT);
    keeper.run(Setup.ofUpdates(13));
    double norm = keeper.checkpoint().parameters().norm();
    return returning(u -> u.index() == AT && u.parameters().norm() == norm, 10);
  }

  @Test
  void theRunGoesOnFromItsLastValidationWithSmallerSteps() {
    Keeper until = new Keeper(folder.resolve("six"), 6);
    until.run(Setup.ofUpdates(13));
    TrainingResult expected =
        new Keeper(folder.resolve("six"), 0).resume(Setup.ofUpdates(13).withRate(0.5));
    Keeper keeper = new Keeper(folder.resolve("run"), 0);
    List<Long> told = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void rolledBack(long update, Checkpoint to) {
            told.add(update);
            told.add(to.counters().updates());
          }
        };
    TrainingResult found =
        Setup.ofUpdates(13).with(once()).with(TrainingListener.of(List.of(keeper, listener))).run();
    assertSameBits(expected.parameters(), found.parameters());
    assertEquals(expected.validLoss(), found.validLoss());
    assertEquals(13, found.counters().updates());
    assertEquals(new Recovery(0, 1, 0, 0.25), found.counters().recovery());
    assertEquals(List.of(7L, 6L), told);
    assertEquals(expected.counters().symbols(), found.counters().symbols());
  }

  /** Before the fault, between the state to go back to and it, at it, and after it. */
  @ParameterizedTest
  @ValueSource(longs = {2, 5, 6, 7, 8, 10})
  void aResumedRunGoesBackToTheSameState(long stop) {
    NamedHook hook = once();
    TrainingResult expected =
        new Keeper(folder.resolve("a"), 0).run(Setup.ofUpdates(13).with(hook));
    Keeper halves = new Keeper(folder.resolve("b"), stop);
    halves.run(Setup.ofUpdates(13).with(hook));
    TrainingResult found =
        new Keeper(folder.resolve("b"), 0).resume(Setup.ofUpdates(13).with(hook));
    assertSameBits(expected.parameters(), found.parameters());
    assertEquals(expected.counters(), found.counters());
  }

  @Test
  void aCheckpointHoldsTheStateToGoBackToOnlyWhereAHookMayGoBack() {
    Keeper plain = new Keeper(folder.resolve("plain"), 7);
    plain.run(Setup.ofUpdates(13));
    assertNull(plain.checkpoint().good());
    Keeper keeper = new Keeper(folder.resolve("returning"), 7);
    keeper.run(Setup.ofUpdates(13).with(returning(update -> false, 1)));
    Checkpoint good = keeper.checkpoint().good();
    assertEquals(6, good == null ? -1 : good.counters().updates());
  }

  @Test
  void theStartIsGoneBackToBeforeTheFirstValidation() {
    int[] calls = {0};
    NamedHook hook = returning(update -> update.index() == 1 && calls[0]++ == 0, 1);
    TrainingResult found = Setup.ofUpdates(5).with(hook).run();
    TrainingResult expected = Setup.ofUpdates(5).withRate(0.5).run();
    assertSameBits(expected.parameters(), found.parameters());
  }

  @Test
  void whatNeverGetsBetterIsStoppedWithTheWayThere() {
    NamedHook hook = returning(update -> update.index() == AT, 2);
    Refusal.of(
        () -> Setup.ofUpdates(13).with(hook).run(),
        "no longer helps",
        "at most 2 roll-backs",
        "0.0625 times",
        "update 7, from update 6 on",
        "the data for NaN");
  }

  @Test
  void aHookThatDoesNotSayHowIsNamed() {
    NamedHook hook = new NamedHook("mute", new Hooks.AtUpdate(update -> Outcome.ROLL_BACK));
    Refusal.of(
        () -> Setup.ofUpdates(3).with(hook).run(), "The hook mute", "rollBack()", "update 0");
  }
}
