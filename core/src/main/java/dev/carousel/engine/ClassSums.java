package dev.carousel.engine;

/**
 * What a loss of classes finds, summed over all rows that have a target. Immutable and thread-safe.
 *
 * @param loss the sum of the rows' losses, without the factor on their gradients
 * @param correct how many rows have their largest logit, the first of equal ones, at the target
 */
public record ClassSums(double loss, long correct) {
  /** The sums over no row. */
  public static ClassSums none() {
    return new ClassSums(0, 0);
  }

  /** The sums over the rows of both. */
  public ClassSums plus(ClassSums other) {
    return new ClassSums(loss + other.loss, correct + other.correct);
  }
}
