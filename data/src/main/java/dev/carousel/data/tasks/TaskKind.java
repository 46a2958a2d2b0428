package dev.carousel.data.tasks;

import dev.carousel.data.CodecKind;
import dev.carousel.data.DataCodec;

/** Generated tasks: a model stores the task's id and options. */
public final class TaskKind implements CodecKind {
  @Override
  public String name() {
    return "task";
  }

  @Override
  public Class<? extends DataCodec> type() {
    return TaskCodec.class;
  }
}
