package dev.carousel.metrics;

/**
 * How good predicted quantiles of one level are. Immutable and thread-safe.
 *
 * @param level of the quantile, above 0 and below 1
 * @param pinball the mean pinball loss
 * @param share of the truths that do not exceed the quantile: its level, if it is calibrated
 */
public record QuantileFigures(double level, double pinball, double share) {}
