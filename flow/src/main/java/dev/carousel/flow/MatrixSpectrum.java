package dev.carousel.flow;

/**
 * The size of one recurrent matrix; both figures are NaN if an element is not finite.
 *
 * @param name within the layer: {@code h.Wh}
 * @param largestSingularValue the largest factor by which it can stretch a vector
 * @param spectralRadius the largest modulus of an eigenvalue; NaN if it is not square
 */
public record MatrixSpectrum(String name, double largestSingularValue, double spectralRadius) {}
