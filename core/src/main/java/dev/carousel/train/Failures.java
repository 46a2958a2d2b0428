package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.error.ForeignFault;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names who threw, among all that a run is given from outside; see {@link ForeignFault}. */
final class Failures {
  private Failures() {}

  /**
   * Runs what is not the trainer's own, and names it if it throws.
   *
   * @param code the object that is asked; null if its class is of no help
   */
  static <T> T naming(
      String culprit, @Nullable Object code, Supplier<?> where, Supplier<T> action) {
    try {
      return action.get();
    } catch (Throwable e) {
      throw named(culprit, code, where.get(), e);
    }
  }

  /** As {@link #naming(String, Object, Supplier, Supplier)}. */
  static void naming(String culprit, @Nullable Object code, Supplier<?> where, Runnable action) {
    try {
      action.run();
    } catch (Throwable e) {
      throw named(culprit, code, where.get(), e);
    }
  }

  /** What explains itself is left as it is; that memory ran out is thrown on. */
  static CarouselException named(
      String culprit, @Nullable Object code, Object where, Throwable fault) {
    return ForeignFault.of(culprit + " failed.", code, where, fault);
  }
}
