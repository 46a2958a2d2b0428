package dev.carousel.cli.figures;

/**
 * A place on an axis with its number. Immutable and thread-safe.
 *
 * @param value it
 * @param label the number as it is written
 */
record Tick(double value, Label label) {}
