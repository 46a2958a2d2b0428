package dev.carousel.fuzz;

import dev.carousel.Engines;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;

/** Builds what a file describes, as every command does after reading it. */
final class Networks {
  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final Engine ENGINE = Engines.reference();

  private Networks() {}

  static Network compile(NetworkSpec spec) {
    return ModelOptions.compile(ENGINE, spec, PLUGINS);
  }
}
