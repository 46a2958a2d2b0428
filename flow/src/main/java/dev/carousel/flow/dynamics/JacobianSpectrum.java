package dev.carousel.flow.dynamics;

/**
 * The singular values of the product of a layer's Jacobian matrices over some steps: by how much a
 * gradient can be stretched or shrunk on its way back over them, in the direction that it is
 * stretched most, second most, and so on.
 *
 * @param lag the number of steps
 * @param singularValues in falling order, geometric means over sequences
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of numbers, never compared
public record JacobianSpectrum(int lag, double[] singularValues) {}
