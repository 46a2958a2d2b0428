package dev.carousel.flow.diagnosis;

import java.util.Locale;

/** The confidence of a finding. */
public enum Confidence {
  /** Many samples, which agree. */
  HIGH,
  /** Few samples, or a measurement near the rule's limit. */
  MEDIUM,
  /** Not enough was measured; the finding says what is missing. */
  TOO_LITTLE_EVIDENCE;

  /** The relative distance to a limit within which a measurement may exceed it by chance. */
  private static final double NEAR = 0.1;

  /** The confidence of a measurement beyond a limit: medium within a tenth of it. */
  static Confidence beyond(double measured, double limit) {
    return Math.abs(measured - limit) <= NEAR * Math.abs(limit) ? MEDIUM : HIGH;
  }

  /** The word as reports use it: {@code too-little-evidence}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
