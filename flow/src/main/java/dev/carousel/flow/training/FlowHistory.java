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
 * Measures gradient flow by lag at intervals while a network trains, on the same data each time. In
 * longer runs the intervals are longer. Changes nothing.
 */
public final class FlowHistory implements TrainingListener {
  /** The maximum number of measurements. */
  static final int MOST = 100;

  private final Network network;
  private final Part part;
  private final FlowSettings settings;
  private final FlowMeter meter;
  private final Thinned<Point> points;
  private @Nullable Point newest;

  /**
   * The measurement after an update.
   *
   * @param update its index, from 0
   */
  public record Point(long update, FlowReport flow) {}

  /**
   * @param part what to measure on
   * @param every the number of updates between two measurements
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

  /** The measurements so far. */
  public List<Point> points() {
    return points.points();
  }

  /** The last measurement, even if it is not among the points; the first update always has one. */
  public Optional<Point> newest() {
    return Optional.ofNullable(newest);
  }
}
