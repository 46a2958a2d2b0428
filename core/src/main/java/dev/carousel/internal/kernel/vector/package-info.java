/**
 * Kernels on {@code jdk.incubator.vector}: the only package that touches it, and loaded by name
 * alone, from {@link dev.carousel.internal.kernel.KernelProvider}.
 */
@NullMarked
package dev.carousel.internal.kernel.vector;

import org.jspecify.annotations.NullMarked;
