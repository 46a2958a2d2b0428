package dev.carousel.data.frame;

import dev.carousel.spi.Provider;
import java.util.List;

/** Makes sources of one format; found by {@link java.util.ServiceLoader}. */
public interface FrameSourceProvider extends Provider<FrameSource> {
  /**
   * The endings of the files' names in this format, in lower case with their dot: {@code .csv}.
   * Empty by default, for what is not a file of a certain name.
   */
  default List<String> endings() {
    return List.of();
  }

  /**
   * Whether its sources read the answer of a {@linkplain SourceInput#query query} rather than a
   * file; by default not.
   */
  default boolean takesQueries() {
    return false;
  }
}
