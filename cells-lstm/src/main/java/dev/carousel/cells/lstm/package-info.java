/**
 * The long short-term memory and its family: cells whose error travels along a cell state. {@link
 * dev.carousel.cells.lstm.Lstm} names it with its settings.
 */
@NullMarked
package dev.carousel.cells.lstm;

import org.jspecify.annotations.NullMarked;
