package dev.carousel.train;

import dev.carousel.spi.GradientHook;

/**
 * A hook and what a user calls it.
 *
 * @param name as a user writes it: {@code clip-norm:max=1}
 */
public record NamedHook(String name, GradientHook hook) {}
