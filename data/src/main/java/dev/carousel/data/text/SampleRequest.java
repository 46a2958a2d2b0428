package dev.carousel.data.text;

import dev.carousel.error.CarouselException;

/**
 * A request for text.
 *
 * @param length the number of symbols to draw at most, at least 1
 * @param choices how a symbol is drawn
 * @param prompt the text before it, which is not part of the output
 * @param stop the text at which to end, which is not part of the output either; empty for none
 * @param seed of the random numbers
 */
public record SampleRequest(int length, Choices choices, String prompt, String stop, long seed) {
  /** Checks the length. */
  public SampleRequest {
    if (length < 1) {
      throw CarouselException.usage("The length is out of range.")
          .expected("at least 1")
          .found(length)
          .build();
    }
  }

  /** A request without a prompt and without a stop, with seed 1. */
  public static SampleRequest of(int length, Choices choices) {
    return new SampleRequest(length, choices, "", "", 1);
  }

  /** The same request after another text. */
  public SampleRequest after(String prompt) {
    return new SampleRequest(length, choices, prompt, stop, seed);
  }

  /** The same request, ending before this text. */
  public SampleRequest until(String stop) {
    return new SampleRequest(length, choices, prompt, stop, seed);
  }

  /** The same request with another seed. */
  public SampleRequest withSeed(long seed) {
    return new SampleRequest(length, choices, prompt, stop, seed);
  }
}
