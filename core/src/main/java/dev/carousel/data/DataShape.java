package dev.carousel.data;

import dev.carousel.error.CarouselException;
import java.util.Objects;

/**
 * What a network must read and predict.
 *
 * @param symbolsIn whether it reads symbols (else numbers)
 * @param inputFeatures the size of the input vocabulary, or the numbers read at each step
 * @param symbolsOut whether it chooses among classes (else predicts numbers)
 * @param outputFeatures the number of classes, or of numbers predicted at once
 * @param moment when it predicts
 */
public record DataShape(
    boolean symbolsIn,
    int inputFeatures,
    boolean symbolsOut,
    int outputFeatures,
    Targets.Moment moment) {

  /** Checks the sizes. */
  public DataShape {
    Objects.requireNonNull(moment);
    if (inputFeatures < 1 || outputFeatures < 1) {
      throw CarouselException.usage("The network has no input or no output.")
          .expected("at least 1 input and 1 output")
          .found(inputFeatures + " and " + outputFeatures)
          .build();
    }
  }

  /** The shape that these inputs and targets have. */
  public static DataShape of(Inputs inputs, Targets targets) {
    return new DataShape(
        inputs instanceof Inputs.Symbols,
        inputs.features(),
        targets instanceof Targets.Symbols,
        targets.features(),
        targets.moment());
  }

  @Override
  public String toString() {
    return kind(symbolsIn, inputFeatures, "symbols")
        + " in, "
        + kind(symbolsOut, outputFeatures, "classes")
        + " out "
        + (moment == Targets.Moment.END ? "at the end" : "at every step");
  }

  private static String kind(boolean symbols, int features, String word) {
    return features + " " + (symbols ? word : features == 1 ? "number" : "numbers");
  }
}
