package dev.carousel.benchmarks.problem;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;

/** Makes problems of the built-in cells. */
public final class Problems {
  private Problems() {}

  /** The problem of a case. */
  public static Problem of(Case subject) {
    try (PluginDiscovery discovery = PluginDiscovery.onClassPath();
        ProblemMaker maker = new ProblemMaker(Plugins.of(discovery))) {
      return maker.make(subject);
    }
  }
}
