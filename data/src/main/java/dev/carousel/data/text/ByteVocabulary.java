package dev.carousel.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Bytes, in ascending order. */
final class ByteVocabulary extends Vocabulary {
  ByteVocabulary(List<String> symbols) {
    super(Tokens.BYTES, symbols);
  }

  @JsonCreator
  ByteVocabulary(@JsonProperty("codePoints") int[] codePoints) {
    this(characters("bytes", 256, codePoints));
  }

  @JsonProperty("codePoints")
  private int[] written() {
    return numbers();
  }
}
