package dev.carousel.flow.dynamics;

/**
 * The singular values of the product of a layer's Jacobian matrices over some steps. They are the
 * factors by which a gradient can be stretched or shrunk over these steps, from the most stretched
 * direction to the least.
 *
 * @param lag the number of steps
 * @param singularValues in descending order, geometric means over sequences
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record JacobianSpectrum(int lag, double[] singularValues) {}
