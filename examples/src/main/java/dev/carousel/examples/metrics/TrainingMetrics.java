package dev.carousel.examples.metrics;

import dev.carousel.nonfinite.FailedUpdate;
import dev.carousel.nonfinite.FirstCause;
import dev.carousel.train.Checkpoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Publishes a training to a registry of Micrometer: give it to {@code Trainer.builder(..)
 * .listener(..)}. Gauges are NaN until there is a value.
 *
 * <p>Closing it removes its meters. Without that, a second training with the same tags would show
 * the values of the first: a registry keeps the first gauge of a name.
 *
 * <p>One object a training. The training thread writes; the registry may read from any thread.
 */
public final class TrainingMetrics implements TrainingListener, AutoCloseable {
  private static final Progress NONE =
      new Progress(0, 0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private final MeterRegistry registry;
  private final Tags tags;
  private final List<Meter> meters = new ArrayList<>();
  private final Counter updates;
  private final Counter checkpoints;
  private final Counter rollBacks;
  private final Counter nonFinite;
  private volatile Progress progress = NONE;
  private volatile double validationLoss = Double.NaN;

  private TrainingMetrics(MeterRegistry registry, String run) {
    this.registry = registry;
    this.tags = Tags.of("run", run);
    this.updates = counter("carousel.updates", "Updates, with those that a hook skipped");
    this.checkpoints = counter("carousel.checkpoints", "Checkpoints that were due");
    this.rollBacks = counter("carousel.rollbacks", "Updates at which a hook rolled the run back");
    this.nonFinite = counter("carousel.nonfinite", "1 once a loss or gradient was not finite");
    gauge("carousel.loss", "Mean loss of the last chunk", on -> on.progress.loss());
    gauge("carousel.validation.loss", "At the last validation", on -> on.validationLoss);
    gauge("carousel.gradient.norm", "Before any hook", on -> on.progress.gradientNorm());
    gauge("carousel.clipped.share", "Of all updates", on -> on.progress.clippedShare());
    gauge("carousel.progress", "From 0 to 1", on -> on.progress.fraction());
    gauge(
        "carousel.predictions.rate",
        "Predictions trained on per second, validation included",
        on -> on.progress.symbolsPerSecond());
  }

  /**
   * Registers the meters.
   *
   * @param run tells trainings apart: the value of the tag {@code run}
   */
  public static TrainingMetrics in(MeterRegistry registry, String run) {
    return new TrainingMetrics(registry, run);
  }

  private Counter counter(String name, String description) {
    Counter counter = Counter.builder(name).description(description).tags(tags).register(registry);
    meters.add(counter);
    return counter;
  }

  private void gauge(String name, String description, ToDoubleFunction<TrainingMetrics> value) {
    meters.add(
        Gauge.builder(name, this, value)
            .description(description)
            .tags(tags)
            .strongReference(true)
            .register(registry));
  }

  @Override
  public void updated(Progress now) {
    progress = now;
    updates.increment();
  }

  @Override
  public void validated(Checkpoint.ValidationPoint point, boolean isBest) {
    validationLoss = point.validLoss();
  }

  @Override
  public void checkpoint(Checkpoint checkpoint) {
    checkpoints.increment();
  }

  @Override
  public void rolledBack(long update, Checkpoint to) {
    rollBacks.increment();
  }

  @Override
  public void nonFinite(FailedUpdate failed, Optional<FirstCause> cause) {
    nonFinite.increment();
  }

  /** Removes the meters from the registry. */
  @Override
  public void close() {
    meters.forEach(registry::remove);
  }
}
