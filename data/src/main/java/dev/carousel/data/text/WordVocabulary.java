package dev.carousel.data.text;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Words, the most frequent first. */
final class WordVocabulary extends Vocabulary {
  @JsonCreator
  WordVocabulary(@JsonProperty("words") List<String> words) {
    super(Tokens.WORDS, words);
  }

  @JsonProperty("words")
  private List<String> written() {
    return symbols();
  }
}
