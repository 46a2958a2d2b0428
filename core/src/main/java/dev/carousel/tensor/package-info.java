/**
 * Dense row-major arrays of real numbers in single or double precision: what parameters, gradients
 * and sequences are made of. Tensors are mutable and not synchronised: one owner at a time. Nothing
 * is null.
 */
@NullMarked
package dev.carousel.tensor;

import org.jspecify.annotations.NullMarked;
