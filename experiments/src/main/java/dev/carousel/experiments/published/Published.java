package dev.carousel.experiments.published;

import org.jspecify.annotations.Nullable;

/**
 * What was published. Immutable and thread-safe.
 *
 * @param number the figure that is quoted; null if there is none
 * @param unit what it counts; empty without a figure
 * @param words the claim in a sentence or two
 */
public record Published(@Nullable Double number, String unit, String words) {}
