package dev.carousel.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a network must read and predict.
 *
 * @param symbolsIn whether it reads symbols (else numbers, categories or both)
 * @param inputFeatures the size of the input vocabulary, or the numbers read at each step; 0 if
 *     only categories are read
 * @param symbolsOut whether it chooses among classes (else predicts numbers)
 * @param outputFeatures the number of classes, or of numbers predicted at once
 * @param moment when it predicts
 * @param categories the sizes of the vocabularies of the categories that are read at each step
 *     beside the numbers; empty if there are none
 */
@JsonDeserialize(using = DataShapeReader.class)
public record DataShape(
    boolean symbolsIn,
    int inputFeatures,
    boolean symbolsOut,
    int outputFeatures,
    Targets.Moment moment,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> categories) {

  /** Checks the sizes. */
  public DataShape {
    Objects.requireNonNull(moment);
    categories = List.copyOf(categories);
    boolean isMixed = !categories.isEmpty();
    if (inputFeatures < (isMixed ? 0 : 1) || outputFeatures < 1) {
      throw CarouselException.usage("The network has no input or no output.")
          .expected("at least 1 input and 1 output")
          .found(inputFeatures + " and " + outputFeatures)
          .build();
    }
    if (isMixed && symbolsIn) {
      throw CarouselException.usage("Symbols cannot be read together with categories.")
          .expected("numbers, categories or both; a sequence of symbols is one category")
          .found(inputFeatures + " symbols, and categories of " + categories)
          .build();
    }
    categories.forEach(size -> Sizes.requireAtLeast("vocabulary of a category", size, 1));
  }

  /** A shape without categories. */
  public DataShape(
      boolean symbolsIn,
      int inputFeatures,
      boolean symbolsOut,
      int outputFeatures,
      Targets.Moment moment) {
    this(symbolsIn, inputFeatures, symbolsOut, outputFeatures, moment, List.of());
  }

  /** The shape that these inputs and targets have. */
  public static DataShape of(Inputs inputs, Targets targets) {
    boolean isMixed = inputs instanceof Inputs.Mixed;
    return new DataShape(
        inputs instanceof Inputs.Symbols,
        isMixed ? ((Inputs.Mixed) inputs).numberFeatures() : inputs.features(),
        targets instanceof Targets.Symbols,
        targets.features(),
        targets.moment(),
        isMixed ? ((Inputs.Mixed) inputs).vocabularies() : List.of());
  }

  @Override
  public String toString() {
    return in()
        + " in, "
        + kind(symbolsOut, outputFeatures, "classes")
        + " out "
        + (moment == Targets.Moment.END ? "at the end" : "at every step");
  }

  private String in() {
    String numbers = kind(symbolsIn, inputFeatures, "symbols");
    if (categories.isEmpty()) {
      return numbers;
    }
    String sizes = categories.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String own =
        categories.size() == 1
            ? "a category of " + sizes
            : categories.size() + " categories (of " + sizes + ")";
    return inputFeatures == 0 ? own : numbers + " and " + own;
  }

  private static String kind(boolean symbols, int features, String word) {
    return features + " " + (symbols ? word : features == 1 ? "number" : "numbers");
  }
}
