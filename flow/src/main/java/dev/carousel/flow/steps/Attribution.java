package dev.carousel.flow.steps;

/**
 * How much the inputs of earlier steps affect the loss at one step.
 *
 * @param gradient by lag, from 0: the geometric mean over samples of the L2 norm of the loss's
 *     gradient with respect to the network's input at that lag, relative to lag 0. NaN where
 *     float32 cannot measure it
 * @param samples how many rows were measured
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record Attribution(double[] gradient, int samples) {}
