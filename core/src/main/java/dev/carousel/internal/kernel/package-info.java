/**
 * The fused engine's float32 kernels behind one door, {@link
 * dev.carousel.internal.kernel.KernelProvider}. Callers have checked all sizes; kernels do not.
 * Every implementation gives the same bits: each element is computed by the same operations in the
 * same order, whatever the width of a vector.
 */
@NullMarked
package dev.carousel.internal.kernel;

import org.jspecify.annotations.NullMarked;
