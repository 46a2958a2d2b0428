package dev.carousel.cli.figures;

import dev.carousel.cli.figures.Curve.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Curves in one plot, with bands for their intervals. Immutable and thread-safe.
 *
 * @param caption what it shows
 * @param xName the name of the axis along the bottom, with its unit
 * @param yName the name of the axis along the left, with its unit
 * @param curves in order, the most important first
 */
public record LineChart(Caption caption, String xName, String yName, List<Curve> curves)
    implements Chart {
  private static final double HEIGHT = 130;
  private static final int MOST_MARKS = 6;
  private static final double MARK = 4.5;
  private static final double BAND = 0.16;
  private static final double BAND_OF_MANY = 0.08;

  /** The ratio of values from which on the axis is logarithmic: first losses are often high. */
  private static final double WIDE = 5;

  /** How much longer the axis may become for intervals, which are wide where seeds are few. */
  private static final double MOST_BEYOND = 0.25;

  private static final int MOST_IN_ONE = 5;

  /** Copies the curves. */
  public LineChart {
    curves = List.copyOf(curves);
    if (curves.isEmpty() || curves.size() > Look.DIFFERENT) {
      throw new IllegalArgumentException(curves.size() + " curves");
    }
  }

  @Override
  public List<List<Object>> table() {
    List<List<Object>> rows = new ArrayList<>();
    rows.add(List.of("series", xName, yName, "low95", "high95"));
    for (Curve curve : curves) {
      for (Point p : curve.points()) {
        rows.add(List.of(curve.name(), number(p.x()), p.y(), p.low(), p.high()));
      }
    }
    return rows;
  }

  /** A whole number without a point. */
  private static Object number(double x) {
    return x == Math.rint(x) && Math.abs(x) < Long.MAX_VALUE ? (Object) (long) x : x;
  }

  private Stream<Point> points() {
    return curves.stream().flatMap(curve -> curve.points().stream());
  }

  private Scale across() {
    double low = points().mapToDouble(Point::x).min().orElse(0);
    double high = points().mapToDouble(Point::x).max().orElse(1);
    boolean isFromZero = low >= 0 && low < high / 3;
    return Scale.linear(isFromZero ? 0 : low, high);
  }

  private Scale upward() {
    return Scale.around(points().map(Point::y), WIDE)
        .extended(points().flatMap(point -> Stream.of(point.low(), point.high())), MOST_BEYOND);
  }

  /** Two columns for many curves, and for names that would be cut off in one. */
  private Column column() {
    boolean fits = new Legend(entries(), Column.ONE.width()).isWhole();
    return fits && curves.size() <= MOST_IN_ONE ? Column.ONE : Column.TWO;
  }

  private List<Legend.Entry> entries() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < curves.size(); i++) {
      entries.add(Legend.series(curves.get(i).name(), Look.of(i)));
    }
    return entries;
  }

  @Override
  public String svg() {
    double bottom = Frame.ABOVE + HEIGHT;
    Axis y = new Axis(upward(), bottom, Frame.ABOVE);
    double right = column().width() - Frame.RIGHT;
    Frame frame = new Frame(new Axis(across(), Frame.left(y.upward()), right), y);
    Legend legend = new Legend(entries(), column().width());
    double below = bottom + Frame.BELOW + 3;
    Sheet sheet = new Sheet(column(), below + legend.height() + 1, caption);
    frame.draw(sheet, xName, yName);
    for (int i = curves.size() - 1; i >= 0; i--) { // the first one upon the others
      sheet.begin(curves.get(i).name());
      drawBand(sheet, frame, i);
      drawLine(sheet, frame, i);
      sheet.end();
    }
    legend.draw(sheet, below);
    return sheet.svg();
  }

  private void drawBand(Sheet sheet, Frame frame, int i) {
    Scale scale = frame.y().scale();
    double opacity = curves.size() > MOST_IN_ONE ? BAND_OF_MANY : BAND;
    for (List<Point> part : parts(i, p -> isKnown(scale, p))) {
      Stream<Spot> upper = part.stream().map(p -> spot(frame, p.x(), p.high()));
      List<Spot> lower =
          new ArrayList<>(part.stream().map(p -> spot(frame, p.x(), p.low())).toList());
      Collections.reverse(lower);
      sheet.area(Stream.concat(upper, lower.stream()).toList(), Look.of(i).paint(), opacity);
    }
  }

  /**
   * Whether a point has an interval; one that reaches zero has its end below a logarithmic axis.
   */
  private static boolean isKnown(Scale scale, Point point) {
    return scale.isPossible(point.high()) && point.low() <= point.high();
  }

  private void drawLine(Sheet sheet, Frame frame, int i) {
    Look look = Look.of(i);
    Scale scale = frame.y().scale();
    for (List<Point> part : parts(i, p -> scale.isPossible(p.y()))) {
      sheet.path(part.stream().map(p -> spot(frame, p.x(), p.y())).toList(), look.pen());
    }
    List<Point> points = curves.get(i).points();
    int every = Math.max(1, (points.size() + MOST_MARKS - 1) / MOST_MARKS);
    for (int at = i * every / curves.size(); at < points.size(); at += every) {
      Point point = points.get(at);
      if (scale.isPossible(point.y())) {
        sheet.mark(look.marker(), spot(frame, point.x(), point.y()), MARK, look.paint());
      }
    }
  }

  private static Spot spot(Frame frame, double x, double y) {
    return new Spot(frame.x().position(x), frame.y().position(y));
  }

  /** The longest parts of a curve all of whose points are so. */
  private List<List<Point>> parts(int i, Predicate<Point> isSo) {
    List<List<Point>> parts = new ArrayList<>();
    List<Point> part = new ArrayList<>();
    for (Point point : curves.get(i).points()) {
      if (isSo.test(point)) {
        part.add(point);
      } else {
        parts.add(part);
        part = new ArrayList<>();
      }
    }
    parts.add(part);
    return parts.stream().filter(one -> !one.isEmpty()).toList();
  }
}
