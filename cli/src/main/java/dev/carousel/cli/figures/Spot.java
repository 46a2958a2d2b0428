package dev.carousel.cli.figures;

/**
 * A place on a sheet. Immutable and thread-safe.
 *
 * @param x from the left, in points
 * @param y from the top, in points
 */
record Spot(double x, double y) {}
