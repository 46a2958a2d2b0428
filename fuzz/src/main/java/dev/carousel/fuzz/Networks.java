package dev.carousel.fuzz;

import dev.carousel.Engines;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.util.HashMap;
import java.util.Map;

/** Builds what a file describes, as every command does after reading it. */
final class Networks {
  static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());
  private static final Engine ENGINE = Engines.reference();

  private static final int MOST = 32;
  private static final Map<NetworkSpec, Network> LAST = new HashMap<>();

  private Networks() {}

  /** Most inputs describe a network that was met before: what was compiled last is kept. */
  static Network compile(NetworkSpec spec) {
    Network known = LAST.get(spec);
    if (known == null) {
      known = ModelOptions.compile(ENGINE, spec, PLUGINS);
      if (LAST.size() == MOST) {
        LAST.clear();
      }
      LAST.put(spec, known);
    }
    return known;
  }
}
