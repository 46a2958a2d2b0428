package dev.carousel.cli.compare;

import dev.carousel.cli.text.Look;
import dev.carousel.flow.words.Numbers;

/**
 * Figures in words, for the columns of a terminal and for the document that a page is made of.
 *
 * @param look what it can show
 */
record FigureText(Look look) {
  private static final int DECIMALS = 4;

  /** A figure of a quantity, with half the width of its interval. */
  String of(Quantity quantity, Figure figure) {
    if (figure.word() != null) {
      return figure.word();
    }
    double value = figure.value();
    if (Double.isNaN(value)) {
      return Numbers.NONE;
    }
    if (Double.isInfinite(value)) {
      return switch (quantity.criterion()) {
        case CHUNK -> "none";
        case ONE_PERCENT -> "beyond";
        default -> look.unicode() ? "∞" : "inf";
      };
    }
    String sign = look.unicode() ? " ± " : " +- ";
    return number(quantity.criterion(), value)
        + (figure.hasInterval() ? sign + Numbers.decimals(figure.halfWidth(), DECIMALS) : "");
  }

  /** The change with its sign; the hyphen where there is none to be told. */
  String change(Quantity quantity) {
    double change = quantity.change();
    String sign = change > 0 ? "+" : "";
    return Double.isNaN(change) ? Numbers.NONE : sign + number(quantity.criterion(), change);
  }

  private static String number(Criterion criterion, double value) {
    return switch (criterion) {
      case PARAMETERS, DEAD, CHUNK, ONE_PERCENT -> Numbers.grouped(Math.round(value));
      case GROWTH, LYAPUNOV, DRIFT, SPECTRAL_RADIUS -> Numbers.decimals(value, DECIMALS);
      case LOSS -> Numbers.decimals(value, 3);
      case HORIZON, TIME_SCALE, MEAN_LAG ->
          Math.abs(value) < 1000 ? Numbers.decimals(value, 1) : Numbers.ratio(value);
      default -> Numbers.ratio(value);
    };
  }
}
