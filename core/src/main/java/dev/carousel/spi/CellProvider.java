package dev.carousel.spi;

/** Makes cells of one kind; found by {@link java.util.ServiceLoader}. */
public interface CellProvider extends Provider<Cell> {}
