package dev.carousel.cli.options;

import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Options that take one of several words. */
public final class Choice {
  private Choice() {}

  /**
   * The constant that a word stands for, in upper or lower case.
   *
   * @param option for the error: {@code --log}
   * @throws CarouselException if it is none of the words
   */
  public static <E extends Enum<E>> E of(String option, String word, Class<E> words) {
    for (E constant : words.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(word)) {
        return constant;
      }
    }
    List<String> valid =
        Stream.of(words.getEnumConstants()).map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
    throw CarouselException.usage(option + " has an invalid value.")
        .expected("one of " + String.join(", ", valid))
        .found("'" + word + "'")
        .mend(NearestWord.hint(word, valid))
        .build();
  }
}
