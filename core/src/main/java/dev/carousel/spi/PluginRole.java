package dev.carousel.spi;

/**
 * What a plugin as a whole is for, whatever its id. Advice finds plugins to propose by these roles;
 * see {@link Provider#roles()}.
 */
public enum PluginRole {
  /**
   * A cell or hook that may be proposed to users of another one. A variant of a proposed plugin
   * does not have this role.
   */
  PROPOSED,
  /** A cell with gates that control how much of a state is kept, and so let an error pass. */
  GATED,
  /**
   * A cell whose states are means of the last state and a value between -1 and 1, so that no unit
   * leaves that range.
   */
  BOUNDED_STATE,
  /** A hook that makes large gradients smaller; one of these at a time is enough. */
  CLIPPING,
  /** A hook that chooses its own threshold, so that its defaults suit any network. */
  SELF_TUNING,
  /** A hook that keeps the norm of errors from step to step. (Pascanu and others, 2013) */
  NORM_PRESERVING;

  /** The word used in JSON: {@code self-tuning}. */
  public String word() {
    return OptionSpec.word(this);
  }
}
