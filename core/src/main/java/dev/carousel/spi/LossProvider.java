package dev.carousel.spi;

/** Makes losses of one kind; found by {@link java.util.ServiceLoader}. */
public interface LossProvider extends Provider<Loss> {}
