package dev.carousel.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Unicode code points, in ascending order. */
final class CharVocabulary extends Vocabulary {
  CharVocabulary(List<String> symbols) {
    super(Tokens.CHARS, symbols);
  }

  @JsonCreator
  CharVocabulary(@JsonProperty("codePoints") int[] codePoints) {
    this(
        characters(
            "Unicode code points without surrogates", Character.MAX_CODE_POINT + 1, codePoints));
  }

  @JsonProperty("codePoints")
  private int[] written() {
    return numbers();
  }
}
