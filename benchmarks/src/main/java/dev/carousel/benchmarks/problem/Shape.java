package dev.carousel.benchmarks.problem;

import dev.carousel.error.CarouselException;

/**
 * The sizes of a layer and of what it reads.
 *
 * @param batch rows of the batch, B
 * @param steps time steps, T
 * @param input input features, I
 * @param units hidden units, H
 */
public record Shape(int batch, int steps, int input, int units) {
  private static final String FORM = "four whole numbers from 1: batch,steps,input,units";

  /**
   * Reads {@code 64,100,128,256}.
   *
   * @throws CarouselException if it is something else
   */
  public static Shape parse(String text) {
    if (!text.matches("[1-9]\\d{0,5}(,[1-9]\\d{0,5}){3}")) {
      throw CarouselException.usage("The shape '" + text + "' is malformed.")
          .expected(FORM)
          .found("'" + text + "'")
          .mend("64,100,128,256")
          .build();
    }
    String[] parts = text.split(",", -1);
    return new Shape(number(parts[0]), number(parts[1]), number(parts[2]), number(parts[3]));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return batch + "," + steps + "," + input + "," + units;
  }
}
