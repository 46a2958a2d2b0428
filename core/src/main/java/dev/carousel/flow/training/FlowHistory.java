package dev.carousel.flow.training;

import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.model.Network;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures gradient flow by lag now and then while a network trains, on the same data each time.
 * Changes nothing.
 */
public final class FlowHistory implements TrainingListener {
  private final Network network;
  private final Part part;
  private final FlowSettings settings;
  private final FlowMeter meter;
  private final int every;
  private final List<Point> points = new ArrayList<>();

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
    this.every = every;
  }

  @Override
  public void stepped(long update, NamedTensors parameters) {
    if (update % every == 0) {
      points.add(new Point(update, meter.measure(network, parameters, part, settings)));
    }
  }

  /** What has been found so far. */
  public List<Point> points() {
    return List.copyOf(points);
  }
}
