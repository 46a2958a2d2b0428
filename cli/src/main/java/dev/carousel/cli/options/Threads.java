package dev.carousel.cli.options;

import dev.carousel.error.CarouselException;
import org.jspecify.annotations.Nullable;

/** How many threads to compute on. */
public final class Threads {
  private static final int MOST = 1024;

  private Threads() {}

  /**
   * As many as are wanted, or as there are processors.
   *
   * @param wanted the value of {@code --threads}; null if it was not given
   * @throws CarouselException if it is out of bounds
   */
  public static int of(@Nullable Integer wanted) {
    if (wanted != null && (wanted < 1 || wanted > MOST)) {
      throw CarouselException.usage("--threads is out of range.")
          .expected("from 1 to " + MOST)
          .found("--threads " + wanted)
          .build();
    }
    return wanted == null ? Runtime.getRuntime().availableProcessors() : wanted;
  }
}
