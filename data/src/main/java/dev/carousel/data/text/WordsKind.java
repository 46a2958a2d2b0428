package dev.carousel.data.text;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** Texts of words: a model stores the vocabulary. */
public final class WordsKind implements CodecKind {
  @Override
  public String name() {
    return "words";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return WordVocabulary.class;
  }
}
