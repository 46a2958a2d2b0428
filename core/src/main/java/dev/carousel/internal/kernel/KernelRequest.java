package dev.carousel.internal.kernel;

import dev.carousel.engine.KernelChoice;
import dev.carousel.error.CarouselException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the system property {@link KernelChoice#PROPERTY} asks for. */
enum KernelRequest {
  /** Vector kernels where they are known to be fast, else scalar ones. */
  AUTO,
  /** Scalar kernels everywhere. */
  SCALAR,
  /** Vector kernels wherever their module is there. */
  VECTOR;

  /**
   * Reads the property's value.
   *
   * @param value null for none, which is {@link #AUTO}
   * @throws CarouselException if it is none of the words
   */
  static KernelRequest of(@Nullable String value) {
    if (value == null) {
      return AUTO;
    }
    for (KernelRequest request : values()) {
      if (request.word().equals(value)) {
        return request;
      }
    }
    throw CarouselException.usage(
            "The system property " + KernelChoice.PROPERTY + " does not name kernels.")
        .expected("auto, scalar or vector")
        .found('"' + value + '"')
        .mend("-D" + AUTO.assignment() + ", or leave it out")
        .build();
  }

  /** The property with this value, as java takes it behind {@code -D}. */
  String assignment() {
    return KernelChoice.PROPERTY + "=" + word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
