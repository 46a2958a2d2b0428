package dev.carousel.cli.figures;

import java.util.List;

/** Forms of marks, as corners around a place, half a unit from it. Thread-safe. */
enum Marker {
  CIRCLE(),
  TRIANGLE(0, -0.6, 0.55, 0.45, -0.55, 0.45),
  SQUARE(-0.45, -0.45, 0.45, -0.45, 0.45, 0.45, -0.45, 0.45),
  DIAMOND(0, -0.62, 0.62, 0, 0, 0.62, -0.62, 0),
  DOWN(0, 0.6, 0.55, -0.45, -0.55, -0.45),
  CROSS(
      -0.18, -0.55, 0.18, -0.55, 0.18, -0.18, 0.55, -0.18, 0.55, 0.18, 0.18, 0.18, 0.18, 0.55,
      -0.18, 0.55, -0.18, 0.18, -0.55, 0.18, -0.55, -0.18, -0.18, -0.18);

  private final List<Spot> corners;

  Marker(double... xy) {
    Spot[] spots = new Spot[xy.length / 2];
    for (int i = 0; i < spots.length; i++) {
      spots[i] = new Spot(xy[2 * i], xy[2 * i + 1]);
    }
    corners = List.of(spots);
  }

  /** The corners of a mark at a place; empty for a circle. */
  List<Spot> corners(Spot at, double size) {
    return corners.stream()
        .map(corner -> new Spot(at.x() + size * corner.x(), at.y() + size * corner.y()))
        .toList();
  }
}
