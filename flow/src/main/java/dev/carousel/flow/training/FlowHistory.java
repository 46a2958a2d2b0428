package dev.carousel.flow.training;

import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.TrainingListener;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures gradient flow by lag now and then while a network trains, on the same data each time.
 * The longer a run, the farther apart. Changes nothing.
 */
public final class FlowHistory implements TrainingListener {
  /** So many measurements at the most. */
  static final int MOST = 100;

  private final Network network;
  private final Part part;
  private final FlowSettings settings;
  private final FlowMeter meter;
  private final Thinned<Point> points;
  private @Nullable Point newest;

  /**
   * What was found after an update.
   *
   * @param update its index, from 0
   */
  public record Point(long update, FlowReport flow) {}

  /**
   * @param part what to measure on
   * @param every how many updates lie between two measurements
   */
  public FlowHistory(
      Network network, Part part, FlowSettings settings, FlowMeter meter, int every) {
    this.network = network;
    this.part = part;
    this.settings = settings;
    this.meter = meter;
    points = new Thinned<>(every, MOST);
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    if (newest == null || points.takes(update)) {
      newest = new Point(update, meter.measure(network, parameters, part, settings));
      points.add(update, newest);
    }
  }

  /** What has been found so far. */
  public List<Point> points() {
    return points.points();
  }

  /** The last measurement, be it among the points or not; the first update has one always. */
  public Optional<Point> newest() {
    return Optional.ofNullable(newest);
  }
}
