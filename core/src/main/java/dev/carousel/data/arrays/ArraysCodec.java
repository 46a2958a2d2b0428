package dev.carousel.data.arrays;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The codec of sequences that were given as arrays: their shape, and names if the program gave any.
 * Only the program knows what the numbers and symbols mean.
 *
 * @param read what a network must read and predict
 * @param inputs the names of the numbers of a step; empty if they have none
 * @param classes the names of the classes; empty if they have none
 */
public record ArraysCodec(DataShape read, List<String> inputs, List<String> classes)
    implements DataCodec {
  /**
   * Refuses null, which a damaged file may hold.
   *
   * @throws CarouselException if there are names, but not as many as numbers or classes
   */
  public ArraysCodec {
    Objects.requireNonNull(read);
    inputs = List.copyOf(inputs);
    classes = List.copyOf(classes);
    require("inputs", inputs, read.inputFeatures());
    require("classes", classes, read.symbolsOut() ? read.outputFeatures() : 0);
  }

  /** A codec without names. */
  public ArraysCodec(DataShape read) {
    this(read, List.of(), List.of());
  }

  private static void require(String what, List<String> names, int expected) {
    if (!names.isEmpty() && names.size() != expected) {
      throw CarouselException.usage("There are not as many names of " + what + " as " + what + ".")
          .expected(expected)
          .found(names.size() + ": " + String.join(", ", names))
          .build();
    }
  }

  @Override
  public Optional<DataShape> shape() {
    return Optional.of(read);
  }
}
