package dev.carousel.data.arrays;

import dev.carousel.data.DataCodec;
import dev.carousel.data.DataShape;
import java.util.Objects;
import java.util.Optional;

/**
 * The codec of sequences that were given as arrays: their shape. Only the program knows what the
 * numbers and symbols mean.
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
