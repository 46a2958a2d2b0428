package dev.carousel.experiments;

import java.nio.file.Path;
import java.util.List;

/**
 * A kind of place for trials beside this machine, such as a kind of cluster. Providers are found by
 * {@link java.util.ServiceLoader}. Implementations are immutable and thread-safe.
 */
public interface TrialPlace {
  /** How the addresses of this kind begin, such as {@code spark://}. */
  String scheme();

  /**
   * Opens a place.
   *
   * @param address with the scheme
   * @param threads of each trial
   * @param jars of plugins that trials may name, beside those of the class path and of the place
   * @throws dev.carousel.error.CarouselException if nothing answers there, or there is no room
   */
  TrialRunner open(String address, int threads, List<Path> jars);
}
