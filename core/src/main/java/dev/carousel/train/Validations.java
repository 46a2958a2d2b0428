package dev.carousel.train;

import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.Schedule;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The validations of a run, in order. */
final class Validations {
  private final List<ValidationPoint> points = new ArrayList<>();
  private double[] losses = new double[0];

  Validations(List<ValidationPoint> before) {
    points.addAll(before);
    noteLosses();
  }

  /** Adds a validation and returns whether it is the best so far. */
  boolean add(ValidationPoint point) {
    points.add(point);
    noteLosses();
    return best().filter(best -> best == point).isPresent();
  }

  private void noteLosses() {
    losses = points.stream().mapToDouble(ValidationPoint::validLoss).toArray();
  }

  /** The losses on the validation part, in order; not to be changed. */
  double[] losses() {
    return losses;
  }

  List<ValidationPoint> points() {
    return List.copyOf(points);
  }

  boolean isEmpty() {
    return points.isEmpty();
  }

  Optional<ValidationPoint> best() {
    return Checkpoint.best(points);
  }

  /** The number of updates before the last one; -1 for none. */
  long last() {
    return points.isEmpty() ? -1 : points.get(points.size() - 1).update();
  }

  /** The number of validations since the best one; all of them if none was finite. */
  int sinceBest() {
    return best().map(best -> points.size() - 1 - points.indexOf(best)).orElse(points.size());
  }

  /** The mean training loss before the last one; NaN for none. */
  double trainLoss() {
    return points.isEmpty() ? Double.NaN : points.get(points.size() - 1).trainLoss();
  }

  /** The smallest loss; NaN if none is finite. */
  double validLoss() {
    return best().map(ValidationPoint::validLoss).orElse(Double.NaN);
  }

  /**
   * Refuses a schedule that follows validations if there are none.
   *
   * @throws CarouselException if the data have no validation part
   */
  static void requireFor(Schedule schedule, Dataset data) {
    String culprit = "The schedule " + schedule.getClass().getName();
    boolean isNeeded =
        Failures.naming(culprit, schedule, () -> "before the run", schedule::readsValidations);
    if (isNeeded && data.validation().symbols() == 0) {
      throw CarouselException.usage("The schedule of the step size needs validations.")
          .expected("a validation part")
          .found("none")
          .where(data.description())
          .mend("keep a part for validation (--valid 0.1), or choose another --schedule")
          .build();
    }
  }
}
