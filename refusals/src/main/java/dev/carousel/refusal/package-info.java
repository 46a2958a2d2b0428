/**
 * How bad input is refused: asserted by tests, noted while they run, and put into one table.
 *
 * <p>It depends on nothing of Carousel, so that the tests of every module can use it, those of
 * {@code core} too. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.refusal;

import org.jspecify.annotations.NullMarked;
