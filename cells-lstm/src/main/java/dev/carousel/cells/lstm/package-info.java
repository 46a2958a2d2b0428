/** The long short-term memory and its family: cells whose error travels along a cell state. */
@NullMarked
package dev.carousel.cells.lstm;

import org.jspecify.annotations.NullMarked;
