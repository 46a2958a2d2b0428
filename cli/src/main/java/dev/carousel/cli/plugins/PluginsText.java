package dev.carousel.cli.plugins;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginProblem;
import dev.carousel.plugin.PluginSource;
import dev.carousel.spi.OptionSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Plugins as text: all of them as a table, or one in full. */
final class PluginsText {
  private static final String INDENT = "  ";

  private final Look look;
  private final String plugins;

  /**
   * @param plugins what a command needs to find the same plugins
   */
  PluginsText(Look look, String plugins) {
    this.look = look;
    this.plugins = plugins;
  }

  /** A line for each plugin, then the jars that they come from, numbered. */
  List<String> list(List<? extends Plugin<?>> found) {
    Set<PluginSource> sources = new LinkedHashSet<>();
    found.forEach(plugin -> sources.add(plugin.source()));
    List<PluginSource> numbered = List.copyOf(sources);
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT);
    table.row("kind", "id", "jar", "description");
    for (Plugin<?> plugin : found) {
      String jar = reference(numbered.indexOf(plugin.source()));
      table.row(plugin.kind().word(), plugin.id(), jar, plugin.description());
    }
    List<String> lines = new ArrayList<>(table.lines(look.width()));
    lines.set(0, look.bold(lines.get(0)));
    lines.add("");
    lines.addAll(jars(numbered));
    lines.add("");
    lines.add("One in full, with its options: carousel plugins ID" + plugins);
    return lines;
  }

  private static List<String> jars(List<PluginSource> sources) {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT);
    for (PluginSource source : sources) {
      table.row(reference(sources.indexOf(source)), source.jar(), "version " + source.version());
    }
    return table.lines();
  }

  private static String reference(int index) {
    return "[" + (index + 1) + "]";
  }

  /** One plugin with its options and an example of its use. */
  List<String> detail(Plugin<?> plugin) {
    List<String> lines = new ArrayList<>();
    lines.add(look.bold(plugin.kind() + " " + plugin.id()));
    lines.addAll(Paragraph.hanging(INDENT, plugin.description(), look.width()));
    PluginSource source = plugin.source();
    lines.add(INDENT + "from " + source.jar() + ", version " + source.version());
    lines.add(INDENT + "at " + source.location());
    lines.add("");
    if (plugin.options().isEmpty()) {
      lines.add("It takes no options.");
    } else {
      lines.add(look.bold("Options"));
      plugin.options().forEach(option -> addOption(option, lines));
    }
    lines.add("");
    lines.add(look.bold("Example"));
    lines.add(INDENT + Example.of(plugin, plugins));
    return lines;
  }

  private void addOption(OptionSpec option, List<String> lines) {
    String type = option.type().name().toLowerCase(Locale.ROOT);
    String head = option.name() + "=" + option.defaultValue();
    lines.add(INDENT + head + "   (" + type + ": " + option.allowed() + ")");
    lines.addAll(Paragraph.hanging("      ", option.description(), look.width()));
  }

  /** What was left out, and why; nothing if all was well. */
  List<String> problems(List<PluginProblem> problems) {
    List<String> lines = new ArrayList<>();
    if (!problems.isEmpty()) {
      lines.add("");
      lines.add(look.bold("Left out"));
      for (PluginProblem problem : problems) {
        String first = INDENT + problem.jar() + ": ";
        lines.addAll(Paragraph.wrap(first.strip() + " " + problem.message(), look.width() - 2));
      }
    }
    return lines;
  }
}
