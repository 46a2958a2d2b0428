package dev.carousel.cli.figures;

/**
 * How a series is drawn. Immutable and thread-safe.
 *
 * @param paint its colour
 * @param dash of its lines
 * @param marker of its points
 */
record Look(Paint paint, Dash dash, Marker marker) {
  /** So many series in a row have different dashes or markers, and different colours or dashes. */
  static final int DIFFERENT = 36;

  /** The look of the i-th series, from 0. */
  static Look of(int i) {
    int colours = Paint.SERIES.size();
    int dashes = Dash.values().length;
    int markers = Marker.values().length;
    return new Look(
        Paint.SERIES.get(i % colours),
        Dash.values()[(i + i / colours) % dashes],
        Marker.values()[i % markers]);
  }

  /** A pen for its lines. */
  Pen pen() {
    return new Pen(paint, Pen.SERIES, dash);
  }
}
