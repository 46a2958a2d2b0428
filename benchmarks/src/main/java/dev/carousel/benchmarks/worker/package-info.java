/**
 * A contender's own process: prepares a framework for a problem, holds its result against the
 * truth, times it, and says so on one line. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
