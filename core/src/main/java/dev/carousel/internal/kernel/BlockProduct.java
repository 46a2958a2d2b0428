package dev.carousel.internal.kernel;

import dev.carousel.internal.graph.Op;
import dev.carousel.internal.kernel.Elementwise.Rows;

/**
 * A product of a matrix and a vector that were both computed, or of two vectors to a matrix, for
 * each block of a row, and the arrays that it reads and writes.
 *
 * @param op {@link Op#OUTER}, {@link Op#TIMES} or {@link Op#TRANSPOSED_TIMES}
 * @param blocks how many a row has, one after the other
 * @param m the number of rows of each matrix
 * @param n the number of its columns
 * @param x the first operand
 * @param y the second operand
 * @param out the result
 */
public record BlockProduct(Op op, int blocks, int m, int n, Rows x, Rows y, Rows out) {}
