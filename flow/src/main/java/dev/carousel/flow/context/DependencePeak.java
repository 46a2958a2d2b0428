package dev.carousel.flow.context;

/**
 * A lag at which the input is informative about the target beyond nearer or stronger lags.
 *
 * @param lag the number of steps from the input to the target
 * @param context the steps that a network must have read to have seen it, the last one included
 * @param input the index of the number that was read, or of the first factor of a product; of a
 *     category, counted on after the numbers; 0 for symbols
 * @param other the index of the second factor of a product; -1 if it is not a product
 * @param explained the share of the target's variance that it explains beyond the others
 */
public record DependencePeak(int lag, int context, int input, int other, double explained) {}
