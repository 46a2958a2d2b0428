package dev.carousel.engine;

/**
 * A state that a cell carries from step to step.
 *
 * @param name unique within the cell
 * @param size the number of elements
 */
public record StateSpec(String name, int size) {}
