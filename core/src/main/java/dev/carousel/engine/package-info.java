/**
 * What runs a cell over a sequence, forward and backward: the {@link dev.carousel.engine.Engine}
 * and the programs that it compiles cells into. Nothing is null unless marked.
 */
@NullMarked
package dev.carousel.engine;

import org.jspecify.annotations.NullMarked;
