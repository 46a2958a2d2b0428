package dev.carousel.experiments;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One training of a sweep. On the same data, equal trials end with the same bits, wherever and how
 * often they are made. Immutable and thread-safe.
 *
 * @param id the name of its folder: letters, digits and hyphens
 * @param settings options of {@code carousel train} by name, without dashes and without the seed
 * @param seed of its weights, its order and its generated data
 * @param pauseAt the update after which it waits to be judged; 0 if it is trained to its end
 */
public record Trial(String id, Map<String, String> settings, long seed, long pauseAt)
    implements Serializable {
  /** Copies the settings. */
  public Trial {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /** The same training, up to another update. */
  public Trial pausedAt(long update) {
    return new Trial(id, settings, seed, update);
  }
}
