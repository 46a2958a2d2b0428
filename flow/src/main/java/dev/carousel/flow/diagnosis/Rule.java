package dev.carousel.flow.diagnosis;

import java.util.Locale;

/** What may be wrong with a network's gradient through time. */
public enum Rule {
  /** The training met a loss or a gradient that is not finite. */
  NON_FINITE,
  /** The training stayed finite, and its loss ended far above that of a blank prediction. */
  DIVERGED,
  /** In every state of a layer the gradient fades within the lags that were measured. */
  VANISHING,
  /** In some state it grows with every step back. */
  EXPLODING,
  /** Even the unit that keeps an error longest has lost it before the lag that is needed. */
  SHORT_TIME_SCALES,
  /** Most units of a gate, or of a state, sit where their function is flat. */
  SATURATION,
  /** Units that never move. */
  DEAD_UNITS,
  /** A state that grows and grows. */
  DRIFT,
  /** Most updates are clipped, so that the threshold sets the size of the steps. */
  CLIPPING_AS_LEARNING_RATE,
  /** Chunks so short that the gradient points elsewhere. */
  SHORT_TRUNCATION;

  /** Whether it is about the gradient through time itself, which a verdict begins with. */
  public boolean isOfGradient() {
    return this == VANISHING || this == EXPLODING;
  }

  /** The word as reports use it: {@code short-time-scales}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
