package dev.carousel.spi;

/**
 * What one word of a {@linkplain OptionSpec.Type#CHOICE choice} means, whatever a plugin calls it.
 * Declare it with {@link OptionSpec#meaning}.
 */
public enum ChoiceRole {
  /** For {@link OptionRole#RECURRENT_INIT}: every singular value starts at the gain. */
  ORTHOGONAL,
  /** For {@link OptionRole#RECURRENT_INIT}: all values are zero, so the gain has no effect. */
  ZERO,
  /**
   * For {@link OptionRole#ACTIVATION}: bounded by -1 and 1, with a nonzero slope everywhere, like
   * tanh.
   */
  BOUNDED,
  /** For {@link OptionRole#ACTIVATION}: zero slope on one side of zero, like relu. */
  ONE_SIDED;

  /** The word used in JSON: {@code one-sided}. */
  public String word() {
    return OptionSpec.word(this);
  }
}
