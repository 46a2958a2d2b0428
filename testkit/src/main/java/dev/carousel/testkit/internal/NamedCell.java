package dev.carousel.testkit.internal;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;

/** Cells of the class path, by name. Thread-safe. */
public final class NamedCell {
  private static final Plugins PLUGINS = onClassPath();

  private NamedCell() {}

  private static Plugins onClassPath() {
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      return Plugins.of(found);
    }
  }

  /**
   * A new cell.
   *
   * @param name as a user names it: {@code lstm:peepholes=true}
   */
  public static Cell of(String name) {
    return PLUGINS.cell(PluginRef.parse(name));
  }
}
