/**
 * Sequences of a program's own, given as arrays: {@link dev.carousel.data.arrays.Sequences} makes a
 * dataset of them. Nothing is null.
 */
@NullMarked
package dev.carousel.data.arrays;

import org.jspecify.annotations.NullMarked;
