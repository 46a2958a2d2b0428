package dev.carousel.data.arrays;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** The kind of data for arrays of a program; a model keeps their shape. */
public final class ArraysKind implements CodecKind {
  @Override
  public String name() {
    return "arrays";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return ArraysCodec.class;
  }
}
