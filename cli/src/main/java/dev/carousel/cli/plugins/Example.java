package dev.carousel.cli.plugins;

import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.OptionSpec;
import java.util.List;
import java.util.Map;

/** A command line that uses a plugin. */
final class Example {
  private Example() {}

  /**
   * With its first option, if it has any, at its default.
   *
   * @param plugins what a command needs to find it
   */
  static String of(Plugin<?> plugin, String plugins) {
    List<OptionSpec> options = plugin.options();
    Map<String, String> given =
        options.isEmpty() ? Map.of() : Map.of(options.get(0).name(), options.get(0).defaultValue());
    String ref = new PluginRef(plugin.id(), given).toString();
    return plugin.kind().equals(PluginKind.CELL)
        ? "carousel diagnose --cell " + ref + plugins
        : "carousel train --" + plugin.kind().word() + " " + ref + " --out run" + plugins;
  }
}
