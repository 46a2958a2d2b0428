package dev.carousel.spi;

/** Makes optimizers of one kind; found by {@link java.util.ServiceLoader}. */
public interface OptimizerProvider extends Provider<Optimizer> {}
