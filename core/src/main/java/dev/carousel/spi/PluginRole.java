package dev.carousel.spi;

/**
 * What a plugin as a whole is for, whatever its id. Advice that proposes another plugin looks for
 * these; see {@link Provider#roles()}.
 */
public enum PluginRole {
  /**
   * A cell or hook that may be proposed to users of another one. A variant of one that is proposed
   * already leaves this out.
   */
  PROPOSED,
  /** A cell with gates that decide what of a state is kept, and so let an error pass. */
  GATED,
  /**
   * A cell whose states are means of the last one and of something between -1 and 1, so that no
   * unit leaves that range.
   */
  BOUNDED_STATE,
  /** A hook that makes gradients smaller where they are large; one of these at a time is enough. */
  CLIPPING,
  /** A hook that chooses its threshold by itself, so that its defaults suit any network. */
  SELF_TUNING,
  /** A hook that holds the norm of errors from step to step. (Pascanu and others, 2013) */
  NORM_PRESERVING;

  /** As JSON has it: {@code self-tuning}. */
  public String word() {
    return OptionSpec.word(this);
  }
}
