package dev.carousel.train;

import dev.carousel.plugin.Chosen;
import dev.carousel.spi.GradientHook;

/**
 * A hook and its name.
 *
 * @param name as a user writes it: {@code clip-norm:max=1}
 */
public record NamedHook(String name, GradientHook hook) {
  /** A new hook of a plugin, named as on the command line. */
  public static NamedHook of(Chosen<GradientHook> chosen) {
    return new NamedHook(chosen.toString(), chosen.make());
  }
}
