package dev.carousel.flow.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.fixture.Cells;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.fixture.Sequences;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.spi.UpdateHook;
import dev.carousel.tensor.FloatTensor;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a long run is bounded, and what is counted is exact. */
class LongRunTest {
  private static final int UPDATES = 1_000_000;

  /** Tells a listener of updates of one number; every third is clipped. */
  private static void train(TrainingListener listener, long from, long to) {
    FloatTensor weight = new FloatTensor(1);
    FloatTensor gradient = new FloatTensor(1);
    weight.set(0, 1);
    UpdateHook.Update update;
    for (long i = from; i < to; i++) {
      gradient.set(0, 2);
      update = new UpdateHook.Update(i, i, tensors(weight), tensors(gradient));
      listener.gradients(update);
      gradient.set(0, i % 3 == 0 ? 1 : 2);
      listener.hooked(update);
      listener.stepped(i, tensors(weight));
      listener.updated(new Progress(i + 1, to, 0, 0, i, 2, 0, 0));
      if (i % 500 == 499) {
        listener.validated(new ValidationPoint(i + 1, i, i), true);
      }
    }
  }

  private static NamedTensors tensors(FloatTensor tensor) {
    return new NamedTensors(Map.of("w", tensor));
  }

  /** Measures nothing, and takes down when it was asked to. */
  private static TrainingWatch watch(List<Long> asked) {
    Dataset data = Sequences.of(12).data();
    try (Engine engine = Engines.scalar(1)) {
      Network network =
          Network.compile(engine, NetworkSpec.of(data.shape(), Cells.lstm()).units(2));
      return TrainingWatch.of(
          network,
          data.training(),
          FlowSettings.ofLag(10),
          (net, parameters, part, settings) -> {
            asked.add((long) asked.size());
            return new FlowReport(10, List.of());
          });
    }
  }

  @Test
  void memoryIsBoundedAndCountsAreExact() {
    List<Long> measured = new ArrayList<>();
    TrainingWatch watch = watch(measured);
    train(watch.listener(), 0, UPDATES);
    WatchReport report = watch.report();
    assertEquals(UPDATES, report.clipping().updates());
    assertEquals((UPDATES + 2) / 3, report.clipping().clipped());
    assertBounded(report);
    assertEvenlySpaced(
        report.clipping().entries().stream().map(ClipReport.Entry::update).toList(), 512);
    assertEvenlySpaced(report.ratios().stream().map(UpdateRatios.Point::update).toList(), 5120);
    assertEvenlySpaced(report.history().stream().map(FlowHistory.Point::update).toList(), 10240);
    assertTrue(measured.size() < 1000, () -> measured.size() + " measurements");
    assertTrue(
        report.clipping().entries().stream().anyMatch(e -> !Double.isNaN(e.cosine())),
        "updates that were looked at are among those kept");
  }

  private static void assertBounded(WatchReport report) {
    assertBounded(report.clipping().entries(), ClipReport.MOST_ENTRIES);
    assertBounded(report.ratios(), UpdateRatios.MOST);
    assertBounded(report.history(), FlowHistory.MOST);
    assertBounded(report.losses().train(), LossCurve.MOST);
    assertBounded(report.losses().valid(), LossCurve.MOST);
  }

  private static void assertBounded(List<?> points, int most) {
    assertTrue(points.size() <= most, () -> points.size() + " of " + most);
    assertFalse(points.size() < most / 4, () -> points.size() + " of " + most);
  }

  private static void assertEvenlySpaced(List<Long> updates, long interval) {
    for (int i = 0; i < updates.size(); i++) {
      assertEquals(i * interval, updates.get(i));
    }
  }

  /** The loss of update i is i: a mean over (a, b] tells which updates are in it. */
  @Test
  void lossesAreMeansOverWholeStretches() {
    TrainingWatch watch = watch(new ArrayList<>());
    train(watch.listener(), 0, UPDATES);
    List<LossCurve.Point> train = watch.report().losses().train();
    long before = 0;
    for (LossCurve.Point point : train) {
      assertEquals((before + point.update() - 1) / 2.0, point.loss(), 1e-6);
      before = point.update();
    }
    assertEquals(UPDATES, before, "the last stretch ends where the run does");
  }

  @Test
  void partsOfARunThatWasResumedAreOneRun() {
    TrainingWatch first = watch(new ArrayList<>());
    train(first.listener(), 0, 70_003);
    TrainingWatch second = watch(new ArrayList<>());
    train(second.listener(), 60_000, UPDATES);
    WatchReport cut = first.report().before(60_000);
    assertTrue(cut.clipping().entries().stream().allMatch(e -> e.update() < 60_000));
    assertTrue(cut.history().stream().allMatch(p -> p.update() < 60_000));
    assertTrue(cut.ratios().stream().allMatch(p -> p.update() < 60_000));
    assertTrue(cut.losses().train().stream().allMatch(p -> p.update() <= 60_000));
    assertEquals(60_000, cut.clipping().updates(), 100);
    WatchReport whole = cut.then(second.report());
    assertBounded(whole);
    assertEquals(UPDATES, whole.clipping().updates(), 100);
    assertEquals(1 / 3.0, whole.clipping().clippedShare(), 1e-4);
    assertEquals(0, whole.history().get(0).update());
    assertEquals(UPDATES, whole.losses().train().get(whole.losses().train().size() - 1).update());
    assertEquals(1, whole.clipping().dominant().get(0).share(), 1e-9);
    assertEquals(first.report(), first.report().before(70_003), "nothing to cut");
  }

  /** A run that goes on between two points is measured at once. */
  @Test
  void aResumedRunIsMeasuredAtItsFirstUpdate() {
    TrainingWatch watch = watch(new ArrayList<>());
    assertTrue(watch.newest().isEmpty());
    train(watch.listener(), 13, 15);
    assertTrue(watch.newest().isPresent());
    assertEquals(List.of(), watch.report().history(), "the points stay evenly spaced");
  }

  @Test
  void aLossThatIsNotFiniteIsLeftOut() {
    LossCurve curve = new LossCurve(2);
    double[] losses = {1, Double.NaN, Double.NaN, 5, 6};
    for (int i = 0; i < losses.length; i++) {
      curve.updated(new Progress(i + 1, 5, 0, 0, losses[i], 1, 0, 0));
    }
    curve.validated(new ValidationPoint(5, 1, Double.NaN), true);
    assertEquals(
        List.of(new LossCurve.Point(1, 1), new LossCurve.Point(4, 5), new LossCurve.Point(5, 6)),
        curve.losses().train());
    assertEquals(List.of(), curve.losses().valid());
  }
}
