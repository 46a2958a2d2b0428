package dev.carousel.spi;

/**
 * What one word of a {@linkplain OptionSpec.Type#CHOICE choice} means, whatever a plugin calls it.
 * Declare it with {@link OptionSpec#meaning}.
 */
public enum ChoiceRole {
  /** Of {@link OptionRole#RECURRENT_INIT}: every singular value starts at the gain. */
  ORTHOGONAL,
  /** Of {@link OptionRole#RECURRENT_INIT}: all is zero, so that the gain has nothing to scale. */
  ZERO,
  /** Of {@link OptionRole#ACTIVATION}: between -1 and 1, with a slope everywhere, as tanh is. */
  BOUNDED,
  /** Of {@link OptionRole#ACTIVATION}: no slope on one side of zero, as relu. */
  ONE_SIDED;

  /** As JSON has it: {@code one-sided}. */
  public String word() {
    return OptionSpec.word(this);
  }
}
