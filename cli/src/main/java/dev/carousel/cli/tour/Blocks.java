package dev.carousel.cli.tour;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Curves of one figure as columns of blocks, all on one scale. Immutable and thread-safe.
 *
 * @param low the value, or its logarithm, of the lowest mark
 * @param high that of the full height
 * @param log whether the scale is logarithmic
 * @param lines of text that one curve takes
 */
record Blocks(double low, double high, boolean log, int lines) {
  private static final int HEIGHTS = 8;
  private static final String UNICODE = " ▁▂▃▄▅▆▇█";
  private static final String ASCII = " .:-=+*#@";
  private static final int LINES_OF_FEW = 4;
  private static final int FEW = 2;

  /** What is smaller by this many decades is left blank, as in a diagnosis. */
  private static final double MOST_DECADES = 8;

  static Blocks of(Plot plot) {
    double[] all =
        plot.curves().stream()
            .flatMapToDouble(curve -> DoubleStream.of(curve.y()))
            .map(value -> placed(value, plot.log()))
            .filter(Double::isFinite)
            .toArray();
    double high = DoubleStream.of(all).max().orElse(1);
    double low = DoubleStream.of(all).min().orElse(0);
    int lines = plot.curves().size() <= FEW ? LINES_OF_FEW : 1;
    return new Blocks(
        plot.log() ? Math.max(low, high - MOST_DECADES) : low, high, plot.log(), lines);
  }

  private static double placed(double value, boolean log) {
    return log ? Math.log10(value) : value;
  }

  /** The lines of one curve, from the top. */
  List<String> of(Curve curve, int columns, boolean unicode) {
    String marks = unicode ? UNICODE : ASCII;
    List<String> drawn = new ArrayList<>();
    for (int line = 0; line < lines; line++) {
      int below = HEIGHTS * (lines - 1 - line);
      StringBuilder text = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int level = level(at(curve.y(), column, columns)) - below;
        text.append(marks.charAt(Math.max(0, Math.min(HEIGHTS, level))));
      }
      drawn.add(text.toString().stripTrailing());
    }
    return drawn;
  }

  /** The nearest value; the largest where several share a column. */
  private static double at(double[] values, int column, int columns) {
    int from = (int) ((long) column * values.length / columns);
    int to = (int) ((long) (column + 1) * values.length / columns);
    double largest = values[from];
    for (int i = from + 1; i < to; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }

  private int level(double value) {
    double place = placed(value, log);
    if (Double.isNaN(place) || place < low) {
      return 0;
    }
    double share = high > low ? (place - low) / (high - low) : 1;
    return 1 + (int) Math.round(share * (HEIGHTS * lines - 1));
  }

  /** What the heights mean. */
  String legend() {
    return "From "
        + Say.number(log ? Math.pow(10, low) : low)
        + " (lowest mark) to "
        + Say.number(log ? Math.pow(10, high) : high)
        + " (full height).";
  }

  /** The places under the columns: both ends, and the middle. */
  static String axis(double[] places, int columns) {
    StringBuilder axis = new StringBuilder(" ".repeat(columns));
    int last = places.length - 1;
    for (int i = 0; i <= 2; i++) {
      String label = Say.number(places[i * last / 2]);
      int column = (int) Math.round((columns - 1) * (double) (i * last / 2) / Math.max(1, last));
      int start = Math.max(0, Math.min(column, columns - label.length()));
      axis.replace(start, start + label.length(), label);
    }
    return axis.toString();
  }
}
