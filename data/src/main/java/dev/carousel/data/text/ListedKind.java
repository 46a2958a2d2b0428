package dev.carousel.data.text;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** Texts of characters that a network of another framework reads: a model stores its list. */
public final class ListedKind implements CodecKind {
  @Override
  public String name() {
    return "symbols";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return ListedVocabulary.class;
  }
}
