/** How fast every cell trains, beside the LSTM. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.cells;

import org.jspecify.annotations.NullMarked;
