/** How exact the gradients and the values of every cell are. Nothing is null unless marked. */
@NullMarked
package dev.carousel.benchmarks.checks;

import org.jspecify.annotations.NullMarked;
