package dev.carousel.benchmarks.gallery;

/** Measures one part of what is told of a cell. */
interface CellMeter {
  /**
   * Measures a cell with its default options.
   *
   * @param cell its id
   * @param into takes the figures, in place of those before
   */
  void measure(String cell, MeasuredFigures into);
}
