package dev.carousel.data.table;

import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.error.CarouselException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;

/** Measures the scale of a column of numbers over the training part. */
final class Statistics {
  private final Frame frame;
  private final RowOrder order;
  private final Bounds bounds;
  private final Scaling scaling;

  Statistics(Frame frame, RowOrder order, Bounds bounds, Scaling scaling) {
    this.frame = frame;
    this.order = order;
    this.bounds = bounds;
    this.scaling = scaling;
  }

  /** A centre and a spread, and where they are from. */
  private record Measured(double centre, double spread, boolean isConstant) {}

  /**
   * The scale of a column.
   *
   * @param isByGroup whether each group has its own
   * @throws CarouselException if the training part has no number of it, or they are too large
   */
  Scale of(NumberColumn column, boolean isByGroup) {
    boolean isLog = scaling == Scaling.LOG;
    double[] all = training(column, 0, order.groupCount());
    if (all.length == 0) {
      throw CarouselException.failure(
              "Column '" + column.name() + "' has no number in the training part.")
          .expected("at least one")
          .found("missing cells only")
          .where(frame.source())
          .mend("leave the column out")
          .build();
    }
    Measured whole = measure(column, all);
    List<Double> centres = new ArrayList<>();
    List<Double> spreads = new ArrayList<>();
    for (int g = 0; isByGroup && g < order.groupCount(); g++) {
      double[] own = training(column, g, g + 1);
      Measured measured = own.length == 0 ? whole : measure(column, own);
      centres.add(measured.centre);
      spreads.add(measured.isConstant ? whole.spread : measured.spread);
    }
    Scale unfilled = new Scale(isLog, whole.centre, whole.spread, 0, centres, spreads);
    return new Scale(
        isLog, whole.centre, whole.spread, fill(column, unfilled, whole), centres, spreads);
  }

  /** The mean of the scaled numbers; exactly 0 where the centre is the mean. */
  private double fill(NumberColumn column, Scale scale, Measured whole) {
    boolean isMean = scaling == Scaling.STANDARD || scaling == Scaling.LOG;
    if (isMean || whole.isConstant) {
      return isMean ? 0 : scale.isByGroup() ? 0 : (whole.centre - scale.centre()) / scale.spread();
    }
    double sum = 0;
    long count = 0;
    for (int g = 0; g < order.groupCount(); g++) {
      for (double value : training(column, g, g + 1)) {
        sum +=
            (value - scale.centre(scale.isByGroup() ? g : -1))
                / scale.spread(scale.isByGroup() ? g : -1);
        count++;
      }
    }
    return sum / count;
  }

  /** The numbers of the training part of some groups, transformed; the column itself if it may. */
  private double[] training(NumberColumn column, int fromGroup, int toGroup) {
    int count = 0;
    for (int g = fromGroup; g < toGroup; g++) {
      count += Math.max(0, bounds.trainTo()[g] - order.starts()[g]);
    }
    double[] found = new double[count];
    int next = 0;
    for (int g = fromGroup; g < toGroup; g++) {
      for (int p = order.starts()[g]; p < bounds.trainTo()[g]; p++) {
        int row = order.row(p);
        if (row != RowOrder.INSERTED && !column.isMissing(row)) {
          found[next++] = Scale.transformed(column.values()[row], scaling == Scaling.LOG);
        }
      }
    }
    return next == count ? found : Arrays.copyOf(found, next);
  }

  private Measured measure(NumberColumn column, double[] values) {
    double least = StatUtils.min(values);
    double largest = StatUtils.max(values);
    if (scaling == Scaling.NONE) {
      return new Measured(0, 1, false);
    }
    if (least == largest) {
      return new Measured(values[0], 1, true);
    }
    double mean = StatUtils.mean(values, 0, values.length);
    double sd = Math.sqrt(StatUtils.populationVariance(values, mean, 0, values.length));
    Measured measured =
        switch (scaling) {
          case MINMAX -> new Measured(least, largest - least, false);
          case ROBUST -> robust(values, sd);
          default -> new Measured(mean, sd, false);
        };
    if (!Double.isFinite(measured.centre)
        || !Double.isFinite(measured.spread)
        || measured.spread == 0) {
      throw CarouselException.failure("The numbers of a column are too large or too close.")
          .expected("a mean and a standard deviation that fit into a double")
          .found(
              "mean "
                  + measured.centre
                  + ", standard deviation "
                  + measured.spread
                  + " in column '"
                  + column.name()
                  + "'")
          .where(frame.source())
          .mend("rescale the column")
          .build();
    }
    return measured;
  }

  private static Measured robust(double[] values, double sd) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double quartiles = quantile(sorted, 0.75) - quantile(sorted, 0.25);
    return new Measured(quantile(sorted, 0.5), quartiles > 0 ? quartiles : sd, false);
  }

  /** With linear interpolation between neighbours, as NumPy does. */
  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) Math.floor(place);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }
}
