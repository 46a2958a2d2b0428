/**
 * The page of the documentation about published results, made of what {@code carousel reproduce}
 * wrote. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.reproduce;

import org.jspecify.annotations.NullMarked;
