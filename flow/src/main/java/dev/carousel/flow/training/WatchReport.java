package dev.carousel.flow.training;

import java.util.List;
import java.util.stream.Stream;

/**
 * What was seen while a network trained: numbers alone, which nothing changes any more.
 *
 * @param clipping the books of clipping
 * @param ratios by how much updates changed each parameter
 * @param history gradient flow by lag as training went
 * @param losses of training and validation
 */
public record WatchReport(
    ClipReport clipping,
    List<UpdateRatios.Point> ratios,
    List<FlowHistory.Point> history,
    LossCurve.Losses losses) {

  /**
   * What of it was seen up to there.
   *
   * @param updates how many were made
   */
  public WatchReport before(long updates) {
    return new WatchReport(
        clipping.before(updates),
        ratios.stream().filter(point -> point.update() < updates).toList(),
        history.stream().filter(point -> point.update() < updates).toList(),
        losses.before(updates));
  }

  /** This with what was seen later in the same run after it, thinned out like one run's. */
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
