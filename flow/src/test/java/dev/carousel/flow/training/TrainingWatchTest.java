package dev.carousel.flow.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.fixture.Descent;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.StateGradient;
import dev.carousel.spi.StepHook;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is watched while a network trains. */
class TrainingWatchTest {
  private static final int UPDATES = 21;

  /** Halves every gradient whose index is even. */
  private static final class Halving implements UpdateHook {
    @Override
    public boolean changesUpdates() {
      return true;
    }

    @Override
    public Outcome update(Update update) {
      if (update.index() % 2 == 1) {
        return Outcome.UNCHANGED;
      }
      update.gradients().scale(0.5);
      return Outcome.CLIPPED;
    }
  }

  /** Halves the gradient of every state at every step. */
  private static final class HalvingSteps implements StepHook {
    @Override
    public boolean changesSteps() {
      return true;
    }

    @Override
    public void step(StateGradient gradient) {
      for (int row = 0; row < gradient.rows(); row++) {
        for (int unit = 0; unit < gradient.size(); unit++) {
          gradient.set(row, unit, gradient.get(row, unit) / 2);
        }
      }
    }
  }

  private static final List<NamedHook> HALVING = List.of(new NamedHook("halving", new Halving()));

  private static NamedTensors train(Engine engine, Function<Network, TrainingListener> listener) {
    return train(engine, HALVING, listener);
  }

  static NamedTensors train(
      Engine engine, List<NamedHook> hooks, Function<Network, TrainingListener> listener) {
    return train(engine, hooks, Sequences.COUNT, listener);
  }

  private static NamedTensors train(
      Engine engine,
      List<NamedHook> hooks,
      int batch,
      Function<Network, TrainingListener> listener) {
    Dataset data = Sequences.of(12).data();
    Network network = Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(6));
    return Trainer.builder(network, data)
        .optimizer(new Descent(0.1))
        .hooks(hooks)
        .plan(TrainingPlan.of(Limit.ofUpdates(UPDATES)).batch(batch).evaluateEvery(UPDATES))
        .listener(listener.apply(network))
        .clock(Clock.systemUTC())
        .build()
        .run()
        .parameters();
  }

  private static TrainingWatch watch(Network network) {
    return TrainingWatch.of(
        network, Sequences.of(12).data().training(), FlowSettings.ofLag(10), GradientFlow::measure);
  }

  /** Sends the run back once, to the beginning of an epoch. */
  private static final class GoingBackOnce implements UpdateHook {
    private boolean hasGoneBack;

    @Override
    public boolean changesUpdates() {
      return true;
    }

    @Override
    public RollBack rollBack() {
      return new RollBack(1, 1);
    }

    @Override
    public Outcome update(Update update) {
      if (hasGoneBack || update.index() < 15) {
        return Outcome.UNCHANGED;
      }
      hasGoneBack = true;
      return Outcome.ROLL_BACK;
    }
  }

  /** Single rows, so that seven updates of an epoch are undone. */
  @Test
  void whatWasUndoneIsForgotten() {
    List<NamedHook> hooks = List.of(new NamedHook("back", new GoingBackOnce()));
    List<TrainingWatch> watches = new ArrayList<>();
    try (Engine engine = Engines.fused(1)) {
      train(engine, hooks, 1, network -> kept(watch(network), watches));
      train(engine, List.of(), 1, network -> kept(watch(network), watches));
    }
    WatchReport back = watches.get(0).report();
    WatchReport alone = watches.get(1).report();
    assertEquals(alone.clipping().entries(), back.clipping().entries());
    assertEquals(UPDATES, back.clipping().updates());
    assertEquals(alone.clipping().steps(), back.clipping().steps());
    assertEquals(alone.ratios(), back.ratios());
    List<Long> losses = back.losses().train().stream().map(LossCurve.Point::update).toList();
    assertEquals(losses.stream().sorted().distinct().toList(), losses);
    assertEquals(UPDATES, losses.get(losses.size() - 1));
    assertEquals(
        alone.history().stream().map(FlowHistory.Point::update).toList(),
        back.history().stream().map(FlowHistory.Point::update).toList());
    assertTrue(watches.get(0).newest().isPresent());
  }

  private static TrainingListener kept(TrainingWatch watch, List<TrainingWatch> watches) {
    watches.add(watch);
    return watch.listener();
  }

  /** With and without hooks of single steps, of which one changes what it sees. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void watchingChangesNoBit(boolean isStepwise) {
    List<NamedHook> hooks =
        isStepwise ? List.of(new NamedHook("steps", new HalvingSteps())) : HALVING;
    try (Engine engine = Engines.fused(2)) {
      NamedTensors alone = train(engine, hooks, network -> TrainingListener.none());
      NamedTensors watched = train(engine, hooks, network -> watch(network).listener());
      alone.forEach(
          (name, tensor) ->
              assertArrayEquals(tensor.toDoubles(), watched.get(name).toDoubles(), name));
    }
  }

  @Test
  void everyUpdateIsInTheBooksAndEveryTenthIsLookedAt() {
    TrainingWatch[] watch = new TrainingWatch[1];
    try (Engine engine = Engines.fused(2)) {
      train(
          engine,
          network -> {
            watch[0] = watch(network);
            return watch[0].listener();
          });
    }
    WatchReport report = watch[0].report();
    ClipReport clipping = report.clipping();
    assertEquals(UPDATES, clipping.entries().size());
    assertEquals(UPDATES, clipping.updates());
    assertEquals(11.0 / 21, clipping.clippedShare(), 1e-12);
    assertTrue(clipping.isLearningRate());
    ClipReport.Entry first = clipping.entries().get(0);
    assertEquals(0.5, first.factor(), 1e-6);
    assertEquals(1, first.cosine(), 1e-6);
    assertTrue(first.clipped());
    assertFalse(clipping.entries().get(1).clipped());
    assertTrue(Double.isNaN(clipping.entries().get(1).cosine()), "not looked at");
    double sum = clipping.dominant().stream().mapToDouble(ClipReport.Share::share).sum();
    assertEquals(1, sum, 1e-6);
    assertTrue(clipping.dominant().get(0).share() >= clipping.dominant().get(1).share());
    assertEquals(
        List.of(0L, 10L, 20L), report.ratios().stream().map(UpdateRatios.Point::update).toList());
    UpdateRatios.byParameter(report.ratios())
        .forEach((name, list) -> assertEquals(3, list.size(), name));
    assertEquals(
        List.of(0L, 20L), report.history().stream().map(FlowHistory.Point::update).toList());
    assertEquals(10, report.history().get(0).flow().lag());
    assertEquals(
        List.of(),
        report.history().get(0).flow().layers().get(0).recurrent(),
        "decomposing matrices takes longer than an update");
    assertEquals(report.history().get(1).flow(), watch[0].newest().orElseThrow());
    LossCurve.Losses losses = report.losses();
    assertEquals(
        List.of(10L, 20L, 21L), losses.train().stream().map(LossCurve.Point::update).toList());
    assertEquals(List.of(), losses.valid(), "nothing is held back");
  }

  /** From 3 to 3.3 is a tenth of its norm. */
  @Test
  void aRatioIsTheChangeOverTheParameter() {
    UpdateRatios ratios = new UpdateRatios(1);
    NamedTensors parameters = tensors(3, 0);
    ratios.hooked(new UpdateHook.Update(0, 1, parameters, parameters));
    parameters.get("w").set(0, 3.3);
    ratios.stepped(0, parameters);
    assertEquals(0.1, Objects.requireNonNull(ratios.ratios().get("w")).get(0), 1e-6);
  }

  /** Half of the squared norm each: 3 and 3 of 18; the other turned by a right angle. */
  @Test
  void directionAndSharesAreTaken() {
    ClipLedger ledger = new ClipLedger(1);
    NamedTensors gradients = new NamedTensors(Map.of("a", tensor(3), "b", tensor(3)));
    UpdateHook.Update update = new UpdateHook.Update(0, 1, gradients, gradients);
    ledger.gradients(update);
    gradients.get("b").set(0, -3);
    ledger.hooked(update);
    ClipReport report = ledger.report();
    assertEquals(0, report.entries().get(0).cosine(), 1e-12);
    assertEquals(Math.sqrt(18), report.entries().get(0).before(), 1e-12);
    assertFalse(report.entries().get(0).clipped(), "turned, not clipped");
    assertEquals(0.5, report.dominant().get(0).share(), 1e-12);
  }

  private static FloatTensor tensor(float... values) {
    FloatTensor tensor = new FloatTensor(values.length);
    for (int i = 0; i < values.length; i++) {
      tensor.set(i, values[i]);
    }
    return tensor;
  }

  private static NamedTensors tensors(float... values) {
    return new NamedTensors(Map.of("w", tensor(values)));
  }

  @Test
  void withoutALongTailOnlySurprisesAreCut() {
    double[] norms = IntStream.range(0, 101).mapToDouble(i -> 1 + i / 100.0).toArray();
    ThresholdAdvice advice = ThresholdAdvice.of(norms);
    assertEquals(4.5, advice.threshold(), 1e-12);
    assertTrue(advice.reason().startsWith("There is no long tail: of 101 updates"), advice::reason);
  }

  @Test
  void aLongTailIsCutAtTheNinetiethPercentile() {
    double[] norms = IntStream.range(0, 99).mapToDouble(i -> i < 90 ? 1 : 10).toArray();
    ThresholdAdvice advice = ThresholdAdvice.of(norms);
    assertEquals(1, advice.threshold(), 1e-12);
    assertTrue(advice.reason().startsWith("The tail is long"), advice::reason);
  }

  /** Nine of 99 norms lie above the 90th percentile; nine elements then lie above theirs. */
  @Test
  void elementsAreClippedInAsManyUpdatesAsNorms() {
    double[] norms = IntStream.range(0, 99).mapToDouble(i -> i < 90 ? 1 : 10).toArray();
    double[] largest = IntStream.range(0, 99).mapToDouble(i -> (99 - i) / 100.0).toArray();
    ThresholdAdvice advice = ThresholdAdvice.forElements(norms, largest);
    assertEquals(0.9, advice.threshold(), 1e-12);
    assertEquals(9, Arrays.stream(largest).filter(e -> e > advice.threshold()).count());
    assertEquals(
        "9 of 99 updates have a larger element, as many as have a norm above 1.00.",
        advice.reason());
  }

  /** A threshold of 4.5, where the largest norm is 2 and the largest element 0.8. */
  @Test
  void elementsThatAreNoSurpriseAreLeftAsNormsAre() {
    double[] norms = IntStream.range(0, 102).mapToDouble(i -> 1 + i / 100.0).toArray();
    norms[101] = Double.POSITIVE_INFINITY;
    double[] largest = IntStream.range(0, 102).mapToDouble(i -> 0.4 + i / 250.0).toArray();
    largest[101] = Double.POSITIVE_INFINITY;
    ThresholdAdvice advice = ThresholdAdvice.forElements(norms, largest);
    assertEquals(0.8 * 4.5 / 2, advice.threshold(), 1e-12);
    assertTrue(advice.reason().startsWith("No update has a norm above 4.50."), advice::reason);
    assertTrue(Double.isNaN(ThresholdAdvice.forElements(new double[9], new double[9]).threshold()));
  }

  /** The norms of a network with gain 1.2 over 100 steps; half of them are not finite. */
  @Test
  void normsOfAnExplosionGiveNoThreshold() {
    double[] norms = IntStream.range(0, 60).mapToDouble(i -> 1.35e14 * (1 + i)).toArray();
    assertEquals(1, ThresholdAdvice.of(norms).threshold());
    assertTrue(ThresholdAdvice.of(norms).reason().contains("explodes from update 0 on"));
    assertEquals(1, ThresholdAdvice.of(new double[] {7.9e14, Double.NaN}).threshold());
    assertEquals(1, ThresholdAdvice.forElements(norms, norms).threshold());
  }

  @Test
  void theNormsBeforeAnExplosionGiveOne() {
    double[] norms = new double[180];
    Arrays.fill(norms, Double.POSITIVE_INFINITY);
    Arrays.fill(norms, 0, 80, 0.5);
    ThresholdAdvice advice = ThresholdAdvice.of(norms);
    assertEquals(1.5, advice.threshold(), 1e-12);
    assertTrue(advice.reason().startsWith("Of the updates before it exploded: "), advice::reason);
  }

  @Test
  void fewUpdatesAreTooFew() {
    double[] norms = new double[60];
    Arrays.fill(norms, 0, 11, Double.NaN);
    ThresholdAdvice advice = ThresholdAdvice.of(norms);
    assertTrue(Double.isNaN(advice.threshold()));
    assertEquals(
        "49 updates are too few to recommend a threshold; at least 50 are needed.",
        advice.reason());
  }

  @Test
  void booksWithoutEntriesSayNothing() {
    ClipReport report = new ClipReport(List.of(), List.of());
    assertEquals(0, report.clippedShare());
    assertFalse(report.isLearningRate());
    assertTrue(Double.isNaN(report.medianStep()));
    assertNull(report.warning());
  }
}
