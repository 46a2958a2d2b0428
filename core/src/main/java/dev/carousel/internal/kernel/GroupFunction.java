package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Elementwise.Rows;

/**
 * A function of the elements of a group together, and the arrays that it reads and writes: all of
 * it that stays the same from one step to the next. The result may lie in the place of x.
 *
 * @param op one of {@link Op.Kind#GROUPED}
 * @param groups how many a row has, one after the other
 * @param size the number of elements of a group
 * @param epsilon what a norm adds under its root; else ignored
 * @param x the first operand
 * @param y the second operand; of an operation that has none, x again
 * @param out the result
 */
public record GroupFunction(Op op, int groups, int size, float epsilon, Rows x, Rows y, Rows out) {}
