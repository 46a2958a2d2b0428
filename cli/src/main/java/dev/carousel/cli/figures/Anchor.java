package dev.carousel.cli.figures;

import java.util.Locale;

/** Which end of a text is at its place. Thread-safe. */
enum Anchor {
  START,
  MIDDLE,
  END;

  /** The word of SVG. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Where a text of that width begins. */
  double start(double x, double width) {
    return switch (this) {
      case START -> x;
      case MIDDLE -> x - width / 2;
      case END -> x - width;
    };
  }
}
