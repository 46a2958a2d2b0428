package dev.carousel.tensor;

/** Where the largest of several numbers stands. */
public final class Largest {
  private Largest() {}

  /**
   * The index of the largest number, such as the likeliest class of logits or probabilities; the
   * first of equal ones.
   *
   * @param numbers at least one; NaN is never larger than another
   */
  public static int of(double... numbers) {
    int best = 0;
    for (int k = 1; k < numbers.length; k++) {
      best = numbers[k] > numbers[best] ? k : best;
    }
    return best;
  }

  /** The index of the number that is the farthest from 0; the first of equal ones. */
  public static int magnitude(double... numbers) {
    int best = 0;
    for (int k = 1; k < numbers.length; k++) {
      best = Math.abs(numbers[k]) > Math.abs(numbers[best]) ? k : best;
    }
    return best;
  }
}
