package dev.carousel.experiments.published;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One of the networks or methods that a result compares. Immutable and thread-safe.
 *
 * @param name short
 * @param settings options of {@code carousel train} by name, without dashes: those that this arm
 *     has of its own
 * @param claim what was published of it
 */
public record Arm(String name, Map<String, String> settings, Claim claim) {
  /** Copies the settings. */
  public Arm {
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }
}
