package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.fixture.Panel;
import dev.carousel.model.Network;
import dev.carousel.refusal.Refusal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.TrainingResult.Reason;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.InOrder;

class TrainerTest {
  @TempDir Path folder;

  private Keeper keeper(String name, long stopAfter) {
    return new Keeper(folder.resolve(name), stopAfter);
  }

  @Test
  void lossFalls() {
    Keeper keeper = keeper("run", 0);
    keeper.run(Setup.of(Limit.ofEpochs(60)));
    double first = keeper.validations.get(0).validLoss();
    double last = keeper.validations.get(keeper.validations.size() - 1).validLoss();
    assertTrue(last < first - 0.1, () -> first + " to " + last);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 7})
  void bitsDoNotDependOnTheNumberOfThreads(int threads) {
    TrainingResult one = Setup.ofUpdates(9).run();
    TrainingResult several = Setup.ofUpdates(9).with(Engines.fused(threads)).run();
    assertSameBits(one.parameters(), several.parameters());
    assertEquals(one.validLoss(), several.validLoss());
    assertEquals(one.trainLoss(), several.trainLoss());
  }

  @Test
  void bitsDoNotDependOnTheKernels() {
    TrainingResult fastest = Setup.ofUpdates(5).run();
    TrainingResult plain = Setup.ofUpdates(5).with(Engines.scalar(2)).run();
    assertSameBits(fastest.parameters(), plain.parameters());
  }

  /** Stops within an epoch, at its end, before the first validation, and at a validation. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 6, 8, 10})
  void aResumedRunEqualsAnUndisturbedOne(long stop) {
    Keeper whole = keeper("whole", 0);
    TrainingResult expected = whole.run(Setup.ofUpdates(11).with(Hooks.remembering()));
    Keeper halves = keeper("halves", stop);
    TrainingResult half = halves.run(Setup.ofUpdates(11).with(Hooks.remembering()));
    assertEquals(Reason.STOPPED, half.reason());
    TrainingResult found = halves.resume(Setup.ofUpdates(11).with(Hooks.remembering()));
    assertSameBits(expected.parameters(), found.parameters());
    assertEquals(expected.validLoss(), found.validLoss());
    assertEquals(expected.trainLoss(), found.trainLoss());
    assertSame(whole.checkpoint(), halves.checkpoint());
  }

  private static void assertSame(Checkpoint expected, Checkpoint found) {
    assertSameBits(expected.parameters(), found.parameters());
    assertSameBits(Objects.requireNonNull(expected.best()), Objects.requireNonNull(found.best()));
    assertSameBits(expected.carry().flat(), found.carry().flat());
    assertSameBits(expected.optimizer().slot("velocity"), found.optimizer().slot("velocity"));
    assertEquals(expected.optimizer().updates(), found.optimizer().updates());
    assertEquals(expected.history(), found.history());
    assertEquals(expected.counters(), found.counters());
  }

  @Test
  void aRunWithoutValidationIsResumedToo() {
    Dataset data = Setup.text(2000, 0);
    TrainingResult expected = keeper("whole", 0).run(Setup.ofUpdates(6).with(data));
    Keeper halves = keeper("halves", 5);
    halves.run(Setup.ofUpdates(6).with(data));
    assertSameBits(
        expected.parameters(), halves.resume(Setup.ofUpdates(6).with(data)).parameters());
  }

  /** In the midst of a batch of sequences, between two, and in the next epoch's order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 11})
  void aRunOnSeveralSequencesIsResumedToo(long stop) {
    int[] train = IntStream.range(0, 90).map(i -> 3 + i % 40).toArray();
    int[] valid = IntStream.range(0, 90).map(i -> i % 5).toArray();
    Dataset data = Panel.ofSymbols(5, train, valid, 1);
    Keeper whole = keeper("whole", 0);
    TrainingResult expected = whole.run(Setup.ofUpdates(14).with(data));
    Keeper halves = keeper("halves", stop);
    halves.run(Setup.ofUpdates(14).with(data));
    assertEquals(stop, halves.checkpoint().counters().updates());
    assertSameBits(
        expected.parameters(), halves.resume(Setup.ofUpdates(14).with(data)).parameters());
    assertSame(whole.checkpoint(), halves.checkpoint());
  }

  @Test
  void aRunOnNumbersAndCategoriesIsResumedToo() {
    int[] train = IntStream.range(0, 90).map(i -> 3 + i % 40).toArray();
    Dataset data = Panel.ofDays(train, IntStream.range(0, 90).map(i -> 2).toArray(), 1);
    Keeper whole = keeper("whole", 0);
    TrainingResult expected = whole.run(Setup.ofUpdates(14).with(data));
    Keeper halves = keeper("halves", 6);
    halves.run(Setup.ofUpdates(14).with(data));
    assertSameBits(
        expected.parameters(), halves.resume(Setup.ofUpdates(14).with(data)).parameters());
    assertSame(whole.checkpoint(), halves.checkpoint());
    assertTrue(expected.parameters().names().contains("embedding1/embedding.Wx"));
    TrainingResult threads = Setup.ofUpdates(14).with(data).with(Engines.fused(3)).run();
    assertSameBits(expected.parameters(), threads.parameters());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void bitsOfSeveralSequencesDoNotDependOnTheNumberOfThreads(int threads) {
    int[] train = IntStream.range(0, 90).map(i -> 3 + i % 40).toArray();
    Dataset data = Panel.ofWaves(train, 2);
    TrainingResult expected = Setup.ofUpdates(9).with(data).run();
    TrainingResult found = Setup.ofUpdates(9).with(data).with(Engines.fused(threads)).run();
    assertSameBits(expected.parameters(), found.parameters());
  }

  @Test
  void aFinishedRunIsNotTrainedFurther() {
    Keeper keeper = keeper("run", 0);
    TrainingResult once = keeper.run(Setup.ofUpdates(5));
    TrainingResult again = keeper.resume(Setup.ofUpdates(5));
    assertEquals(5, again.counters().updates());
    assertSameBits(once.parameters(), again.parameters());
    assertEquals(5, keeper.updates.size(), "no update was added to the five");
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 5", "0, 2, 8", "5, 2, 5", "99, 2, 8"})
  void theFirstOfUpdatesAndEpochsEndsTheRun(long updates, int epochs, long made) {
    TrainingResult result = Setup.of(new Limit(updates, epochs, 0)).run();
    assertEquals(made, result.counters().updates());
    assertEquals(Reason.LIMIT, result.reason());
  }

  @Test
  void minutesEndTheRun() {
    TickingClock clock = new TickingClock(5_000);
    TrainingResult result = Setup.of(Limit.ofMinutes(1)).with(clock).run();
    assertEquals(Reason.LIMIT, result.reason());
    assertTrue(result.counters().seconds() >= 60, () -> result.counters().toString());
    assertTrue(result.counters().updates() < 12, () -> result.counters().toString());
  }

  @Test
  void secondsOfAllSessionsAddUp() {
    Keeper keeper = keeper("run", 2);
    keeper.run(Setup.of(Limit.ofMinutes(1)).with(new TickingClock(5_000)));
    double first = keeper.checkpoint().counters().seconds();
    TrainingResult result =
        keeper("run", 0).resume(Setup.of(Limit.ofMinutes(1)).with(new TickingClock(5_000)));
    assertTrue(first > 0 && first < 60, () -> "first session: " + first);
    assertTrue(result.counters().seconds() < 120, () -> result.counters().toString());
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }

  @Test
  void partsOfAMillisecondAddUp() {
    Clock clock = mock(Clock.class);
    when(clock.instant())
        .thenReturn(second(9), second(9).plusNanos(400_000), second(9).plusNanos(800_000));
    TrainingResult result = Setup.ofUpdates(1).with(clock).run();
    assertEquals(8e-4, result.counters().seconds());
  }

  @Test
  void aClockThatIsSetBackTakesNoTimeAway() {
    Clock clock = mock(Clock.class);
    when(clock.instant()).thenReturn(second(7_200), second(7_205), second(3_600), second(3_601));
    TrainingResult result = Setup.ofUpdates(3).with(clock).run();
    assertEquals(6, result.counters().seconds());
  }

  @Test
  void aCheckpointIsWrittenWhenItsTimeHasCome() {
    TrainingListener listener = mock(TrainingListener.class);
    Setup.ofUpdates(2).with(listener).with(new TickingClock(40_000)).run();
    InOrder order = inOrder(listener);
    order.verify(listener).checkpoint(any());
    order.verify(listener).updated(any());
    order.verify(listener).checkpoint(any());
    order.verify(listener).updated(any());
  }

  @Test
  void theListenerHearsGradientsThenUpdatesThenValidationsThenCheckpoints() {
    TrainingListener listener = mock(TrainingListener.class);
    Setup.ofUpdates(4).with(listener).run();
    InOrder order = inOrder(listener);
    order.verify(listener).checkpoint(argThat(start -> start.counters().updates() == 0));
    for (long update = 0; update < 3; update++) {
      hearsUpdate(order, listener, update);
    }
    order.verify(listener).validated(any(), eq(true));
    order.verify(listener).checkpoint(any());
    hearsUpdate(order, listener, 3);
    order.verify(listener).validated(any(), anyBoolean());
    order.verify(listener).checkpoint(any());
    order.verifyNoMoreInteractions();
  }

  /** Parameters that stay give the same loss again and again: none is an improvement. */
  private static void hearsUpdate(InOrder order, TrainingListener listener, long update) {
    order.verify(listener).gradients(argThat(given -> given.index() == update));
    order.verify(listener).hooked(argThat(given -> given.index() == update));
    order.verify(listener).stepped(eq(update), any());
    order.verify(listener).updated(any());
  }

  @Test
  void equalLossesAreNoImprovement() {
    Keeper keeper = keeper("run", 0);
    TrainingResult result = keeper.run(Setup.ofUpdates(100).withRate(0).withPatience(2));
    assertEquals(Reason.PATIENCE, result.reason());
    assertEquals(3, keeper.validations.size());
  }

  @Test
  void patienceCountsFromTheBestValidation() {
    Keeper keeper = keeper("run", 0);
    TrainingResult result = keeper.run(Setup.ofUpdates(400).withRate(30).withPatience(3));
    assertEquals(Reason.PATIENCE, result.reason());
    List<ValidationPoint> all = keeper.validations;
    int best = all.size() - 4;
    for (int i = 0; i < all.size(); i++) {
      boolean isBetter = all.get(i).validLoss() < all.get(best).validLoss();
      assertFalse(isBetter, "validation " + i + " of " + all);
    }
  }

  @Test
  void patienceNeedsAValidationPart() {
    Setup setup = Setup.ofUpdates(12).with(Setup.text(2000, 0)).withPatience(1);
    assertEquals(Reason.LIMIT, setup.run().reason());
  }

  @Test
  void theBestParametersAreKept() {
    Keeper keeper = keeper("run", 0);
    Setup setup = Setup.ofUpdates(40).withRate(30);
    TrainingResult result = keeper.run(setup);
    double lowest =
        keeper.validations.stream().mapToDouble(ValidationPoint::validLoss).min().orElseThrow();
    double last = keeper.validations.get(keeper.validations.size() - 1).validLoss();
    assertTrue(lowest < last, "a run that ends at its best shows nothing");
    assertEquals(lowest, result.validLoss());
    assertEquals(lowest, loss(setup, result.parameters()));
    assertEquals(last, loss(setup, keeper.checkpoint().parameters()));
  }

  private static double loss(Setup setup, NamedTensors parameters) {
    try (var engine = Engines.fused(2)) {
      Network network = setup.with(engine).network();
      return Evaluation.of(network.bind(parameters), setup.data().validation()).mean();
    }
  }

  @Test
  void withoutValidationTheLastParametersAreTheResult() {
    Keeper keeper = keeper("run", 0);
    TrainingResult result = keeper.run(Setup.ofUpdates(5).with(Setup.text(2000, 0)));
    assertSameBits(keeper.checkpoint().parameters(), result.parameters());
    assertTrue(Double.isNaN(result.validLoss()));
    assertTrue(result.trainLoss() > 0);
  }

  @Test
  void stopEndsAfterTheUpdateAndAddsNoValidation() {
    Keeper keeper = keeper("run", 2);
    TrainingResult result = keeper.run(Setup.ofUpdates(9));
    assertEquals(Reason.STOPPED, result.reason());
    assertEquals(2, result.counters().updates());
    assertEquals(List.of(), keeper.validations);
    assertNull(keeper.checkpoint().best());
    assertSameBits(keeper.checkpoint().parameters(), result.parameters());
  }

  @Test
  void aSkippedUpdateLeavesParametersAndOptimizerAndResetsTheCarry() {
    Keeper before = keeper("before", 1);
    before.run(Setup.ofUpdates(9));
    Keeper after = keeper("after", 2);
    after.run(Setup.ofUpdates(9).with(Hooks.skipping(1)));
    Checkpoint expected = before.checkpoint();
    Checkpoint found = after.checkpoint();
    assertSameBits(expected.parameters(), found.parameters());
    assertSameBits(expected.optimizer().slot("velocity"), found.optimizer().slot("velocity"));
    assertEquals(1, found.optimizer().updates());
    assertFalse(expected.carry().states().isEmpty());
    assertTrue(found.carry().states().isEmpty());
    Counters counters = found.counters();
    assertEquals(1, counters.skipped());
    assertEquals(2, counters.updates());
    assertEquals(expected.counters().lossSum(), counters.lossSum(), "not in the training loss");
  }

  @Test
  void clippedUpdatesAreCounted() {
    Keeper keeper = keeper("run", 0);
    TrainingResult result = keeper.run(Setup.ofUpdates(4).with(Hooks.clipping(1, 2)));
    assertEquals(2, result.counters().clipped());
    assertEquals(0.5, keeper.updates.get(3).clippedShare());
  }

  @Test
  void validationLossIsThatOfAnEvaluation() {
    Keeper keeper = keeper("run", 0);
    Setup setup = Setup.ofUpdates(3);
    keeper.run(setup);
    double found = keeper.validations.get(0).validLoss();
    assertEquals(loss(setup, keeper.checkpoint().parameters()), found);
  }

  @Test
  void trainingLossIsTheMeanOverPredictionsSinceTheLastValidation() {
    Keeper keeper = keeper("run", 0);
    keeper.run(Setup.ofUpdates(2).withRate(0));
    double mean = 0.5 * (keeper.updates.get(0).loss() + keeper.updates.get(1).loss());
    assertEquals(mean, keeper.validations.get(0).trainLoss(), 1e-12);
  }

  @Test
  void aChunkLongerThanTheDataTrains() {
    TrainingResult result = Setup.ofUpdates(3).with(Setup.text(30, 0)).run();
    assertEquals(3, result.counters().updates());
    assertNotNull(result.parameters());
    assertTrue(Double.isFinite(result.trainLoss()));
  }

  @Test
  void progressTellsWhereTheRunStands() {
    Keeper keeper = keeper("run", 0);
    keeper.run(Setup.ofUpdates(4).with(new TickingClock(1_000)));
    Progress half = keeper.updates.get(1);
    assertEquals(2, half.updates());
    assertEquals(4, half.plannedUpdates());
    assertEquals(0.5, half.fraction());
    assertTrue(half.secondsLeft() > 0 && half.gradientNorm() > 0 && half.symbolsPerSecond() > 0);
  }

  @Test
  void impossiblePlansAreRefused() {
    Refusal.of(() -> new Limit(0, 0, 0), "The limit of training is missing", "0 updates");
    Refusal.of(() -> new Limit(-1, 2, 0), "The limit of training is missing", "-1 updates");
    Refusal.of(() -> Limit.ofMinutes(Double.NaN), "missing or negative", "NaN minutes");
    Limit limit = Limit.ofUpdates(1);
    TrainingPlan plan = TrainingPlan.of(limit);
    Refusal.of(() -> plan.batch(0), "batch", "at least 1", "0");
    Refusal.of(() -> plan.bptt(0), "bptt", "at least 1", "0");
    Refusal.of(() -> plan.evaluateEvery(0), "validations", "at least 1");
    Refusal.of(() -> plan.patience(-1), "patience", "-1");
    Refusal.of(() -> new CheckpointInterval(-1, 1), "interval", "0 (never)", "-1 updates");
    Refusal.of(() -> new CheckpointInterval(1, Double.NaN), "interval", "NaN minutes");
    Refusal.of(() -> new CheckpointInterval(1, 1, -1), "seconds apart", "or more", "-1.0 seconds");
  }

  @Test
  void aDatasetWithoutTrainingPartIsRefused() {
    Dataset data = mock(Dataset.class);
    when(data.training()).thenReturn(Part.empty());
    when(data.shape()).thenReturn(Setup.text(30, 0).shape());
    when(data.description()).thenReturn("an empty text");
    Refusal.of(() -> Setup.ofUpdates(1).with(data).run(), "nothing to train on", "an empty text");
  }

  @Test
  void aCheckpointWhoseRowsAreNotThoseOfTheDataIsRefused() {
    Keeper keeper = new Keeper(folder.resolve("checkpoint"), 1);
    keeper.run(Setup.ofUpdates(4));
    Setup other = Setup.ofUpdates(4).with(Setup.text(300, 0.2));
    Refusal.of(() -> keeper.resume(other), "states do not fit", "23 rows", "40 rows", "a new run");
  }
}
