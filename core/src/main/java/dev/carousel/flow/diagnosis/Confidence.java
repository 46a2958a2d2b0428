package dev.carousel.flow.diagnosis;

import java.util.Locale;

/** How sure a finding is. */
public enum Confidence {
  /** Many samples, which agree. */
  HIGH,
  /** Few samples, or a measurement near the rule's limit. */
  MEDIUM,
  /** Not enough was measured to say; the finding says what is missing. */
  TOO_LITTLE_EVIDENCE;

  /** The word as reports use it: {@code too-little-evidence}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
