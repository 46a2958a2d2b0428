/**
 * Whole training runs: what is trained on what, and the numbers with which a peer does the same.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.runs;

import org.jspecify.annotations.NullMarked;
