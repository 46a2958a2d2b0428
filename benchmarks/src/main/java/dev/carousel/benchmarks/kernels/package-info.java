/**
 * JMH benchmarks of the fused engine's kernels, and of the peak that the processor reaches in the
 * same run. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
