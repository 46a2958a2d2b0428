/**
 * The long short-term memory written as anyone would write it: by the public API alone, and equal
 * to the built-in cell to the bit.
 */
@NullMarked
package dev.carousel.examples.lstm;

import org.jspecify.annotations.NullMarked;
