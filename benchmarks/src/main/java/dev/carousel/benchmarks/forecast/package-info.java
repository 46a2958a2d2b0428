/**
 * Calibrates the forecast of {@code diagnose --forecast}: measures networks before they are
 * trained, trains them, chooses a rule on one half of the cases and judges it on the other. Nothing
 * is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
