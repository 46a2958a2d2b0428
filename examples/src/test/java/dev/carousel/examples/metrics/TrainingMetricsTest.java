package dev.carousel.examples.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.cells.rnn.Rnn;
import dev.carousel.data.Dataset;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.Sgd;
import dev.carousel.optimizers.hook.NonFiniteGuard;
import dev.carousel.spi.Options;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Limit;
import dev.carousel.train.Progress;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingMetricsTest {
  private static final int UPDATES = 12;

  private final MeterRegistry registry = new SimpleMeterRegistry();

  private static Dataset adding() {
    AddingTaskProvider provider = new AddingTaskProvider();
    Map<String, String> small = Map.of("length", "5", "sequences", "320", "valid", "64");
    return TaskDataset.of(provider, Options.of("task adding", provider.options(), small));
  }

  private static TrainingResult train(double step, TrainingListener... listeners) {
    Dataset data = adding();
    try (Engine engine = Engines.fused(1)) {
      NetworkSpec spec = NetworkSpec.of(data.shape(), Rnn.cell()).units(4);
      return Trainer.builder(Network.compile(engine, spec), data)
          .optimizer(Sgd.withStep(step))
          .hook(NonFiniteGuard.skip())
          .plan(TrainingPlan.of(Limit.ofUpdates(UPDATES)))
          .listener(TrainingListener.of(List.of(listeners)))
          .run();
    }
  }

  private double gauge(String name) {
    return registry.get(name).tag("run", "one").gauge().value();
  }

  private double count(String name) {
    return registry.get(name).tag("run", "one").counter().count();
  }

  @Test
  void publishesWhatListenersAreTold() {
    List<Progress> told = new ArrayList<>();
    List<Object> checkpoints = new ArrayList<>();
    TrainingListener other =
        new TrainingListener() {
          @Override
          public void updated(Progress progress) {
            told.add(progress);
          }

          @Override
          public void checkpoint(Checkpoint checkpoint) {
            checkpoints.add(checkpoint.counters());
          }
        };
    TrainingResult trained = train(0.1, TrainingMetrics.in(registry, "one"), other);
    Progress last = told.get(told.size() - 1);
    assertEquals(UPDATES, count("carousel.updates"));
    assertEquals(checkpoints.size(), count("carousel.checkpoints"));
    assertTrue(checkpoints.size() >= 2, checkpoints::toString);
    assertEquals(last.loss(), gauge("carousel.loss"));
    assertEquals(last.gradientNorm(), gauge("carousel.gradient.norm"));
    assertEquals(last.symbolsPerSecond(), gauge("carousel.predictions.rate"));
    assertEquals(trained.validLoss(), gauge("carousel.validation.loss"));
    assertEquals(1, gauge("carousel.progress"));
    assertEquals(0, count("carousel.nonfinite"));
  }

  @Test
  void aLossThatIsNotFiniteIsCountedOnce() {
    TrainingMetrics metrics = TrainingMetrics.in(registry, "one");
    assertThrows(CarouselException.class, () -> train(1e6, metrics));
    assertEquals(1, count("carousel.nonfinite"));
    assertEquals(UPDATES, count("carousel.updates"));
  }

  @Test
  void closingFreesTheNamesForTheNextTraining() {
    try (TrainingMetrics first = TrainingMetrics.in(registry, "one")) {
      train(0.1, first);
    }
    assertEquals(List.of(), registry.getMeters());
    TrainingMetrics second = TrainingMetrics.in(registry, "one");
    assertEquals(Double.NaN, gauge("carousel.loss"));
    train(0.1, second);
    assertTrue(Double.isFinite(gauge("carousel.loss")));
  }

  @Test
  void aTrainingThatIsPublishedHasTheSameBits() {
    assertEquals(
        train(0.1).validLoss(), train(0.1, TrainingMetrics.in(registry, "one")).validLoss());
  }
}
