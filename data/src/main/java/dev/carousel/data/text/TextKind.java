package dev.carousel.data.text;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** Texts of characters: a model stores the vocabulary. */
public final class TextKind implements CodecKind {
  @Override
  public String name() {
    return "text";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return CharVocabulary.class;
  }
}
