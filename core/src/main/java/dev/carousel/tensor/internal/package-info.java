/**
 * Singular values and eigenvalues of matrices: for initial weights, and for the module {@code
 * flow}. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.tensor.internal;

import org.jspecify.annotations.NullMarked;
