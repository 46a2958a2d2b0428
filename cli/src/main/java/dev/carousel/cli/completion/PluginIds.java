package dev.carousel.cli.completion;

import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Ids of plugins as the candidates of options that are named after a kind: {@code --cell}. */
final class PluginIds {
  private PluginIds() {}

  /** Adds them to a program and to all of its commands. */
  static void addTo(CommandLine program, Plugins plugins) {
    for (PluginKind<?> kind : PluginKind.ALL) {
      List<String> ids = plugins.list(kind).stream().<String>map(Plugin::id).toList();
      program
          .getSubcommands()
          .values()
          .forEach(command -> add(command.getCommandSpec(), "--" + kind.word(), ids));
    }
  }

  private static void add(CommandSpec command, String name, List<String> ids) {
    OptionSpec option = command.findOption(name);
    if (option != null && option.completionCandidates() == null) {
      command.remove(option);
      // The script names its list of candidates after the label, which several options share.
      String label = name.substring(2).toUpperCase(Locale.ROOT);
      command.addOption(
          OptionSpec.builder(option).paramLabel(label).completionCandidates(ids).build());
    }
  }
}
