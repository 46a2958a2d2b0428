package dev.carousel.spi;

/** Makes gradient hooks of one kind; found by {@link java.util.ServiceLoader}. */
public interface GradientHookProvider extends Provider<GradientHook> {}
