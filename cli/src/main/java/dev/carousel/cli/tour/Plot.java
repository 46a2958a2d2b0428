package dev.carousel.cli.tour;

import java.util.List;

/**
 * A figure of a chapter. Immutable and thread-safe.
 *
 * @param id short and unique in the tour
 * @param title what it shows
 * @param explain how to read it: a sentence or two
 * @param xName what stands along the bottom
 * @param yName what stands up the side
 * @param log whether the side is logarithmic
 * @param curves over the same places
 */
record Plot(
    String id,
    String title,
    String explain,
    String xName,
    String yName,
    boolean log,
    List<Curve> curves) {
  Plot {
    curves = List.copyOf(curves);
  }
}
