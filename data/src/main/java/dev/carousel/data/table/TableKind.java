package dev.carousel.data.table;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** Tables: a model stores the columns and their statistics. */
public final class TableKind implements CodecKind {
  @Override
  public String name() {
    return "table";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return TableCodec.class;
  }
}
