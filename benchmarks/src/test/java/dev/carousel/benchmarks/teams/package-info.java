/** Tests of the program {@code teams}. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.teams;

import org.jspecify.annotations.NullMarked;
