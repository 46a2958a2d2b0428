package dev.carousel.interop;

import java.util.Optional;

/**
 * What a file does not tell about a network. Immutable.
 *
 * @param module the name of the recurrent module: {@code encoder.lstm}; empty if there is one
 * @param head the name of the linear map that makes the outputs; {@link #NONE} if the states of the
 *     top layer are the outputs; empty to find it by its sizes
 * @param embedding the name of the embedding; {@link #NONE} if there is none; empty to find it by
 *     its sizes
 * @param activation of a vanilla recurrent network, whose weights do not tell it: {@code tanh} or
 *     {@code relu}; empty for the framework's default, {@code tanh}
 */
public record ImportSettings(
    Optional<String> module,
    Optional<String> head,
    Optional<String> embedding,
    Optional<String> activation) {
  /** Stands for a part that a network does not have. */
  public static final String NONE = "none";

  /** The framework's defaults. */
  public static final ImportSettings USUAL =
      new ImportSettings(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
