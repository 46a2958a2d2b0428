package dev.carousel.flow.context;

/**
 * The loss of a network with one length of context.
 *
 * @param context the steps read up to the prediction, the last one included, at least 1
 * @param loss mean over the places: nats, or squared error of standardised numbers
 * @param standardError of that mean, over blocks of neighbouring places
 * @param excess mean over the places by which the loss is above that of the best context, place by
 *     place; 0 for the best
 * @param excessError the standard error of the excess, over the same blocks
 */
public record ContextPoint(
    int context, double loss, double standardError, double excess, double excessError) {}
