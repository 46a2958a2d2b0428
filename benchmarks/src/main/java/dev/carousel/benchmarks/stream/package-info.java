/**
 * Many threads that stream through one model: the same outputs as one thread alone, and how fast.
 * Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.stream;

import org.jspecify.annotations.NullMarked;
