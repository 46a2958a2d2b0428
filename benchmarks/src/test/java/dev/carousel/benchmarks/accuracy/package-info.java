/** Tests of the generated data. Nothing is null unless marked. */
@NullMarked
package dev.carousel.benchmarks.accuracy;

import org.jspecify.annotations.NullMarked;
