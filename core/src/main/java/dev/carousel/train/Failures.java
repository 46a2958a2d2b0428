package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.error.ForeignFault;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Attributes exceptions to the foreign code of a run that threw them; see {@link ForeignFault}. */
final class Failures {
  private Failures() {}

  /**
   * Runs foreign code, and names it if it throws.
   *
   * @param code the called object; null if its class does not help
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

  /** Leaves a CarouselException unchanged, and rethrows an out-of-memory error. */
  static CarouselException named(
      String culprit, @Nullable Object code, Object where, Throwable fault) {
    return ForeignFault.of(culprit + " failed.", code, where, fault);
  }
}
