/** Tests of the checks of cells. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.checks;

import org.jspecify.annotations.NullMarked;
