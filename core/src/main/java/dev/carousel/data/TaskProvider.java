package dev.carousel.data;

import dev.carousel.spi.Provider;

/** Makes tasks of one kind; found by {@link java.util.ServiceLoader}. */
public interface TaskProvider extends Provider<Task> {}
