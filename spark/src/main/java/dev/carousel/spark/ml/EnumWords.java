package dev.carousel.spark.ml;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The words by which settings name the constants of an enum. */
final class EnumWords {
  private EnumWords() {}

  /** The word of a constant. */
  static String of(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a word.
   *
   * @param setting for the message
   * @throws CarouselException with the nearest word, if there is none
   */
  static <E extends Enum<E>> E find(String setting, String word, Class<E> from) {
    List<String> words = Arrays.stream(from.getEnumConstants()).map(EnumWords::of).toList();
    if (!words.contains(word)) {
      throw CarouselException.usage("The setting " + setting + " has no such word.")
          .expected(String.join(", ", words))
          .found(word)
          .mend(NearestWord.hint(word, words))
          .build();
    }
    return from.getEnumConstants()[words.indexOf(word)];
  }
}
