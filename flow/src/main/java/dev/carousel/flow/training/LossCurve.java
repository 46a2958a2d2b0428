package dev.carousel.flow.training;

import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.ArrayList;
import java.util.List;

/**
 * Records the losses of a run: the mean training loss over each interval of updates, and every
 * validation. In a long run, intervals are joined in pairs, and validations are left out. Changes
 * nothing.
 */
public final class LossCurve implements TrainingListener {
  /** The maximum number of intervals, and of validations. */
  static final int MOST = 500;

  private final List<Stretch> stretches = new ArrayList<>();
  private final Thinned<Point> valid = new Thinned<>(1, MOST);
  private long width;
  private long validations;

  /**
   * A loss.
   *
   * @param update the number of updates before it
   * @param loss the mean
   */
  public record Point(long update, double loss) {}

  /**
   * The losses of a run.
   *
   * @param train means over the updates since the previous point
   * @param valid those of validations
   */
  public record Losses(List<Point> train, List<Point> valid) {
    /** No losses. */
    public static Losses none() {
      return new Losses(List.of(), List.of());
    }

    Losses before(long update) {
      return new Losses(upTo(update, train), upTo(update, valid));
    }

    private static List<Point> upTo(long update, List<Point> points) {
      return points.stream().filter(point -> point.update() <= update).toList();
    }

    Losses then(Losses later) {
      return new Losses(
          fewer(WatchReport.joined(train, later.train)),
          fewer(WatchReport.joined(valid, later.valid)));
    }

    private static List<Point> fewer(List<Point> points) {
      Thinned<Point> fewer = new Thinned<>(1, MOST);
      for (int i = 0; i < points.size(); i++) {
        fewer.add(i, points.get(i));
      }
      return fewer.points();
    }
  }

  /** The losses of consecutive updates. */
  private record Stretch(long place, long last, double sum, long count) {
    Stretch with(Stretch next) {
      return new Stretch(place, next.last, sum + next.sum, count + next.count);
    }
  }

  /**
   * @param width the number of updates of a mean at first
   */
  public LossCurve(int width) {
    this.width = width;
  }

  /** A loss that is not finite is left out of the mean. */
  @Override
  public void updated(Progress progress) {
    if (Double.isFinite(progress.loss())) {
      long update = progress.updates();
      add(new Stretch((update - 1) / width, update, progress.loss(), 1));
      if (stretches.size() > MOST) {
        widen();
      }
    }
  }

  private void add(Stretch next) {
    int last = stretches.size() - 1;
    if (last >= 0 && stretches.get(last).place() == next.place()) {
      stretches.set(last, stretches.get(last).with(next));
    } else {
      stretches.add(next);
    }
  }

  private void widen() {
    width *= 2;
    List<Stretch> narrow = List.copyOf(stretches);
    stretches.clear();
    narrow.forEach(s -> add(new Stretch(s.place() / 2, s.last(), s.sum(), s.count())));
  }

  @Override
  public void validated(ValidationPoint point, boolean isBest) {
    if (Double.isFinite(point.validLoss())) {
      valid.add(validations++, new Point(point.update(), point.validLoss()));
    }
  }

  /** The losses so far. */
  public Losses losses() {
    return new Losses(
        stretches.stream().map(s -> new Point(s.last(), s.sum() / s.count())).toList(),
        valid.points());
  }
}
