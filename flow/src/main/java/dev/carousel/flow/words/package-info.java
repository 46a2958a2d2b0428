/**
 * How measurements are written: numbers short enough for columns. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.flow.words;

import org.jspecify.annotations.NullMarked;
