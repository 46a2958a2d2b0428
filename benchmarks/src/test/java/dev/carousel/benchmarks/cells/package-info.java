/** Tests of the benchmark of cells. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.cells;

import org.jspecify.annotations.NullMarked;
