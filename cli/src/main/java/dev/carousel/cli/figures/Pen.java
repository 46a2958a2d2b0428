package dev.carousel.cli.figures;

/**
 * How a line is drawn. Immutable and thread-safe.
 *
 * @param paint its colour
 * @param width in points
 * @param dash its pattern
 */
record Pen(Paint paint, double width, Dash dash) {
  static final double HAIR = 0.5;
  static final double SERIES = 1.2;

  /** A thin line without gaps. */
  static Pen hair(Paint paint) {
    return new Pen(paint, HAIR, Dash.SOLID);
  }
}
