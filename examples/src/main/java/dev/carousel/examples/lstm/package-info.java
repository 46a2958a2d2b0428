/**
 * The long short-term memory as you would write it: with the public API only, and equal to the
 * built-in cell to the bit.
 */
@NullMarked
package dev.carousel.examples.lstm;

import org.jspecify.annotations.NullMarked;
