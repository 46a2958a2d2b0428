package dev.carousel.cli.figures;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A scale that lies on a sheet. Immutable and thread-safe.
 *
 * @param scale which values it has
 * @param from where its lower end is, in points
 * @param to where its upper end is; less than {@code from} if larger values lie higher
 */
record Axis(Scale scale, double from, double to) {
  /** From the middle of a label to that of the next one, if there is room enough. */
  private static final double APART = 40;

  private static final double GAP = 16;
  private static final double NARROW_GAP = 5;
  private static final double HIGH = 16;

  /** Where a value is; values beyond an end, or without a place, are at that end. */
  double position(double value) {
    double place = scale.isPossible(value) ? scale.place(value) : value > 0 ? 1 : 0;
    return from + Math.max(0, Math.min(1, place)) * (to - from);
  }

  /** Numbers for an axis along the bottom, whose labels stand side by side. */
  List<Tick> across() {
    return ticks(
        tick -> Math.max(APART, tick.label().width() + GAP),
        tick -> tick.label().width() + NARROW_GAP);
  }

  /** Numbers for an axis along a side, whose labels stand one above another. */
  List<Tick> upward() {
    return ticks(tick -> HIGH, tick -> Lettering.LINE);
  }

  private List<Tick> ticks(ToDoubleFunction<Tick> ample, ToDoubleFunction<Tick> scant) {
    return Ticks.of(scale, ticks -> fit(ticks, ample), ticks -> fit(ticks, scant));
  }

  private boolean fit(List<Tick> ticks, ToDoubleFunction<Tick> room) {
    for (int i = 1; i < ticks.size(); i++) {
      Tick one = ticks.get(i - 1);
      Tick next = ticks.get(i);
      double apart = Math.abs(position(next.value()) - position(one.value()));
      if (apart < (room.applyAsDouble(one) + room.applyAsDouble(next)) / 2) {
        return false;
      }
    }
    return true;
  }
}
