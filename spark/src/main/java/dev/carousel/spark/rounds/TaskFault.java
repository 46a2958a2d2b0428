package dev.carousel.spark.rounds;

import dev.carousel.error.CarouselException;

/** Why the tasks of a job could not do their work. */
final class TaskFault {
  private TaskFault() {}

  /** What a task itself refused, else what Spark says. */
  static CarouselException of(Exception fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof CarouselException own) {
        return own;
      }
    }
    return CarouselException.failure("The cluster could not do the tasks of a training.")
        .found(String.valueOf(fault.getMessage()).lines().findFirst().orElse("").strip())
        .mend("look at the logs of its executors; training that keeps a folder goes on from there")
        .cause(fault)
        .build();
  }
}
