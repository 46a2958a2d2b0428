/**
 * The side-by-side: contenders in processes of their own, strictly alternated, and the table of
 * what they took. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
