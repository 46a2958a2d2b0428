/** How fast tables are read. Nothing is null unless marked. */
@NullMarked
package dev.carousel.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
