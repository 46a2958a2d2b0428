package dev.carousel.cli.export;

import java.util.Locale;

/** By whose names parameters are written. */
enum NameTable {
  /** The names and the stacked gates of a state dict. */
  PYTORCH,
  /** The names in run folders. */
  CAROUSEL;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
