package dev.carousel.data.text;

import dev.carousel.error.CarouselException;

/**
 * Which symbols of a training text get a place in the vocabulary. The others are read and predicted
 * as the unknown one.
 *
 * @param most how many at most: the most frequent ones, and of equally frequent ones the first in
 *     the order of their code points
 * @param minCount how often a symbol must occur
 */
public record VocabularyLimit(int most, int minCount) {
  /** Every symbol. */
  public static final VocabularyLimit NONE = new VocabularyLimit(Integer.MAX_VALUE, 1);

  /** The default for words: each takes parameters of its own, and half of them occur only once. */
  public static final VocabularyLimit WORDS = new VocabularyLimit(10_000, 2);

  /** Checks the numbers. */
  public VocabularyLimit {
    require("vocabulary", most);
    require("minimum count", minCount);
  }

  private static void require(String what, int number) {
    if (number < 1) {
      throw CarouselException.usage("The " + what + " is out of range.")
          .expected("at least 1")
          .found(number)
          .build();
    }
  }

  /** The default. */
  public static VocabularyLimit of(Tokens tokens) {
    return tokens == Tokens.WORDS ? WORDS : NONE;
  }
}
