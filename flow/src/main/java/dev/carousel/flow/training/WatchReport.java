package dev.carousel.flow.training;

import java.util.List;
import java.util.stream.Stream;

/**
 * The record of a watched training: only numbers, immutable.
 *
 * @param clipping the record of clipping
 * @param ratios the relative size of updates, by parameter
 * @param history gradient flow by lag during training
 * @param losses of training and validation
 */
public record WatchReport(
    ClipReport clipping,
    List<UpdateRatios.Point> ratios,
    List<FlowHistory.Point> history,
    LossCurve.Losses losses) {

  /**
   * The record up to an update.
   *
   * @param updates the number of updates
   */
  public WatchReport before(long updates) {
    return new WatchReport(
        clipping.before(updates),
        ratios.stream().filter(point -> point.update() < updates).toList(),
        history.stream().filter(point -> point.update() < updates).toList(),
        losses.before(updates));
  }

  /** This record followed by a later one of the same run, thinned like that of a single run. */
  public WatchReport then(WatchReport later) {
    return new WatchReport(
        clipping.then(later.clipping),
        Thinned.of(joined(ratios, later.ratios), UpdateRatios.Point::update, UpdateRatios.MOST),
        Thinned.of(joined(history, later.history), FlowHistory.Point::update, FlowHistory.MOST),
        losses.then(later.losses));
  }

  static <T> List<T> joined(List<T> before, List<T> after) {
    return Stream.concat(before.stream(), after.stream()).toList();
  }
}
