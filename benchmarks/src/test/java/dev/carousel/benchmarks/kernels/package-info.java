@NullMarked
package dev.carousel.benchmarks.kernels;

import org.jspecify.annotations.NullMarked;
