package dev.carousel.data.arrays;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import java.util.Objects;
import java.util.Optional;

/**
 * What a model keeps of sequences that were given as arrays: their shape. What the numbers and
 * symbols mean, the program knows that made the arrays.
 *
 * @param read what a network must read and predict
 */
public record ArraysCodec(DataShape read) implements DataCodec {
  /** Refuses null, which a damaged file may hold. */
  public ArraysCodec {
    Objects.requireNonNull(read);
  }

  @Override
  public Optional<DataShape> shape() {
    return Optional.of(read);
  }
}
