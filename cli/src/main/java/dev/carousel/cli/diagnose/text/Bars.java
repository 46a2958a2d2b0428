package dev.carousel.cli.diagnose.text;

import dev.carousel.flow.words.Numbers;
import java.util.List;

/**
 * Gradients as bars of eight heights: one height less stands for the same number of decades
 * everywhere, so that strips of one report can be compared.
 *
 * @param top the decade of the full bar: log10 of the largest gradient, rounded up
 * @param step how many decades one height stands for
 */
record Bars(int top, double step) {
  private static final int HEIGHTS = 8;
  private static final String UNICODE = " ▁▂▃▄▅▆▇█";
  private static final String ASCII = " .:-=+*#@";
  private static final double[] STEPS = {0.25, 0.5, 1, 2, 3, 4, 5};

  /**
   * Where the bars end: added to a gradient of 1, less than 1e-8 of it is lost in the rounding of
   * float32.
   */
  private static final double FLOOR = -8;

  /** The finest bars on which all of these fit. */
  static Bars of(List<double[]> gradients) {
    double high = 0;
    double low = 0;
    for (double[] gradient : gradients) {
      for (double value : gradient) {
        if (Double.isFinite(value) && value > 0) {
          high = Math.max(high, Math.log10(value));
          low = Math.max(FLOOR, Math.min(low, Math.log10(value)));
        }
      }
    }
    int top = (int) Math.ceil(high - 1e-9);
    double step = STEPS[STEPS.length - 1];
    for (int i = STEPS.length - 1; i >= 0; i--) {
      double bottom = top - HEIGHTS * STEPS[i];
      step = bottom < low || bottom <= FLOOR ? STEPS[i] : step;
    }
    return new Bars(top, step);
  }

  /**
   * Draws one gradient.
   *
   * @param lag the longest lag, at the last column
   * @param columns how many there are; each shows the lag next to its place
   */
  String strip(double[] gradient, int lag, int columns, boolean unicode) {
    StringBuilder strip = new StringBuilder();
    String blocks = unicode ? UNICODE : ASCII;
    for (int column = 0; column < columns; column++) {
      int at = lagAt(column, columns, lag);
      strip.append(blocks.charAt(at < gradient.length ? height(gradient[at]) : 0));
    }
    return strip.toString();
  }

  private static int lagAt(int column, int columns, int lag) {
    return columns < 2 ? 0 : (int) Math.round((double) column * lag / (columns - 1));
  }

  /** From 0 for nothing to 8. */
  private int height(double value) {
    if (!Double.isFinite(value) || value <= 0) {
      return 0;
    }
    int below = (int) Math.floor((top - Math.log10(value)) / step + 1e-9);
    return Math.max(0, HEIGHTS - below);
  }

  /** Says what the bars mean. */
  String legend(boolean unicode) {
    String blocks = unicode ? UNICODE : ASCII;
    return "Full bar "
        + blocks.charAt(HEIGHTS)
        + ": above "
        + power(top - step)
        + "; each height less ("
        + blocks.substring(1, HEIGHTS)
        + "): "
        + Numbers.ratio(Math.pow(10, step))
        + " times less; blank: below "
        + power(top - HEIGHTS * step)
        + " or not measured.";
  }

  private static String power(double decade) {
    return Numbers.ratio(Math.pow(10, decade)).replace(".0e", "e");
  }

  /** The lags under the columns: at both ends and at every quarter between. */
  static String axis(int lag, int columns) {
    StringBuilder axis = new StringBuilder(" ".repeat(columns));
    int quarters = lag >= 4 && columns >= 40 ? 4 : 1;
    for (int i = 0; i <= quarters; i++) {
      int at = Math.round((float) lag * i / quarters);
      String label = Integer.toString(at);
      int column = Math.round((float) at * (columns - 1) / lag);
      int start = Math.min(column, columns - label.length());
      axis.replace(start, start + label.length(), label);
    }
    return axis.toString();
  }
}
