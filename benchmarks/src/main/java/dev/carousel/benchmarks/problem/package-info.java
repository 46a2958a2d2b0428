/**
 * What all contenders of the comparison compute: cases, and the numbers of one, in a file that
 * every process reads. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.benchmarks.problem;

import org.jspecify.annotations.NullMarked;
