package dev.carousel.flow.training;

import dev.carousel.data.Part;
import dev.carousel.flow.FlowMeter;
import dev.carousel.flow.FlowSettings;
import dev.carousel.model.Network;
import dev.carousel.train.TrainingListener;
import java.util.List;

/**
 * All that is watched while a network trains: clipping, the size of updates, and gradient flow.
 *
 * @param clipping the books of clipping
 * @param updates by how much each update changes each parameter
 * @param history gradient flow by lag as training goes
 */
public record TrainingWatch(ClipLedger clipping, UpdateRatios updates, FlowHistory history) {
  /** How many updates lie between two that are looked at closely, where nothing else is said. */
  public static final int EVERY = 10;

  /** Fewer rows and places than for a diagnosis: it is done often. */
  private static final int ROWS = 8;

  /**
   * Watches a network.
   *
   * @param part what to measure gradient flow on
   * @param settings of which lag and seed are taken
   */
  public static TrainingWatch of(
      Network network, Part part, FlowSettings settings, FlowMeter meter) {
    FlowSettings few =
        new FlowSettings(
            settings.lag(), Math.min(ROWS, settings.rows()), 1, settings.seed(), false);
    return new TrainingWatch(
        new ClipLedger(EVERY),
        new UpdateRatios(EVERY),
        new FlowHistory(network, part, few, meter, EVERY));
  }

  /** What a trainer is to tell. */
  public TrainingListener listener() {
    return TrainingListener.of(List.of(clipping, updates, history));
  }
}
