package dev.carousel.flow.diagnosis;

import java.util.Locale;

/** The rules of findings about a network's gradient through time. */
public enum Rule {
  /** The training had a loss or a gradient that is not finite. */
  NON_FINITE,
  /** The training stayed finite, but its loss ended far above that of a blank prediction. */
  DIVERGED,
  /** It predicts worse than always the same: training failed, or it reads other data than then. */
  WORSE_THAN_CONSTANT,
  /** In every state of a layer the gradient fades within the lags that were measured. */
  VANISHING,
  /** In some state it grows with every step back. */
  EXPLODING,
  /** Even the unit that keeps an error longest loses it before the needed lag. */
  SHORT_TIME_SCALES,
  /** Most units of a gate or a state are where their function is flat. */
  SATURATION,
  /** Units that never move. */
  DEAD_UNITS,
  /** A state that still grows at the end of a sequence. It may be bounded and settle later. */
  DRIFT,
  /** Most updates are clipped, so that the threshold sets the size of the steps. */
  CLIPPING_AS_LEARNING_RATE,
  /** Chunks are so short that the gradient points elsewhere. */
  SHORT_TRUNCATION;

  /** Whether it is about the gradient through time itself, with which a verdict begins. */
  public boolean isOfGradient() {
    return this == VANISHING || this == EXPLODING;
  }

  /** The word as reports use it: {@code short-time-scales}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
