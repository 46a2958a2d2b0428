package dev.carousel.internal.kernel;

import java.util.List;
import java.util.Set;

/**
 * Element-wise operations over the same elements, one after the other, and the rows that they read
 * and write: all of it that stays the same from one step to the next, so that it is made once.
 *
 * <p>Two operands are the same rows, or have no element in common, or are only read.
 *
 * @param operations in their order
 * @param operands which the operations name by their numbers
 * @param passing the results that nobody reads after the chain, by number: they may be written, or
 *     not
 */
public record ElementChain(
    List<Elementwise> operations, List<Elementwise.Rows> operands, Set<Integer> passing) {
  /** A copy that nobody changes. */
  public ElementChain {
    operations = List.copyOf(operations);
    operands = List.copyOf(operands);
    passing = Set.copyOf(passing);
  }
}
