/** How many windows of a table are predicted in a second. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.predicting;

import org.jspecify.annotations.NullMarked;
