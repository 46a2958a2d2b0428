package dev.carousel.data.text;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** Texts of bytes: a model stores the vocabulary. */
public final class BytesKind implements CodecKind {
  @Override
  public String name() {
    return "bytes";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return ByteVocabulary.class;
  }
}
