/** Tests of the benchmark of words. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.words;

import org.jspecify.annotations.NullMarked;
