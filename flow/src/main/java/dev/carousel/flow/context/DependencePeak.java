package dev.carousel.flow.context;

/**
 * A lag at which the input is informative about the target beyond nearer or stronger lags.
 *
 * @param lag how many steps the input lies before the target
 * @param context the steps that a network must have read to have seen it, the last one included
 * @param input which number was read, from 0, or of a product of two of them the first; 0 for
 *     symbols
 * @param other the second number of a product, from 0; -1 where it is not a product
 * @param explained the share of the target's variance that it explains beyond the others
 */
public record DependencePeak(int lag, int context, int input, int other, double explained) {}
