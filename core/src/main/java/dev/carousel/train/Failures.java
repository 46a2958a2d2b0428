package dev.carousel.train;

import dev.carousel.error.CarouselException;
import java.util.function.Supplier;

/** Names who threw, among all that a run is given from outside. */
final class Failures {
  private Failures() {}

  /** Runs what is not the trainer's own, and names it if it throws. */
  static <T> T naming(String culprit, Supplier<?> where, Supplier<T> action) {
    try {
      return action.get();
    } catch (RuntimeException e) {
      throw named(culprit, where.get(), e);
    }
  }

  /** As {@link #naming(String, Supplier, Supplier)}. */
  static void naming(String culprit, Supplier<?> where, Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      throw named(culprit, where.get(), e);
    }
  }

  /** What explains itself is left as it is. */
  static RuntimeException named(String culprit, Object where, RuntimeException e) {
    return e instanceof CarouselException
        ? e
        : CarouselException.failure(culprit + " failed.").found(e).where(where).cause(e).build();
  }
}
