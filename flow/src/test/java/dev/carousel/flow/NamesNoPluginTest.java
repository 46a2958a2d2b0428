package dev.carousel.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.OptionSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Advice finds plugins and options by their roles: no string of this module is the name of one.
 * Schedules are no part of advice, and one of them is called like a measure: cosine.
 */
class NamesNoPluginTest {
  private static final Path SOURCES = Path.of("src/main/java");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  /** What a user writes is a name, or begins with one: {@code lstm:chrono=100}. */
  private static final Pattern NAME = Pattern.compile("([a-z][a-z0-9-]*)(?:[:=,].*)?");

  private static final Plugins PLUGINS = Plugins.of(PluginDiscovery.onClassPath());

  private static Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (PluginKind<?> kind : List.of(PluginKind.CELL, PluginKind.OPTIMIZER, PluginKind.HOOK)) {
      for (Plugin<?> plugin : PLUGINS.list(kind)) {
        names.add(plugin.id());
        for (OptionSpec option : plugin.options()) {
          names.add(option.name());
          names.add(option.gate());
          names.addAll(option.choices());
        }
      }
    }
    names.removeIf(name -> name.length() < 2); // f, fo and ifo are kinds of pooling; f is a label
    return names;
  }

  @Test
  void noLiteralIsTheNameOfAPluginAnOptionOrAWordOfIt() throws IOException {
    Set<String> names = names();
    assertTrue(names.containsAll(Set.of("lstm", "chrono", "orthogonal", "clip-norm", "lr")));
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() > 100, () -> "only " + sources.size() + " files");
      assertEquals(
          List.of(), sources.stream().flatMap(file -> found(file, names).stream()).toList());
    }
  }

  private static List<String> found(Path file, Set<String> names) {
    try {
      return Files.readAllLines(file).stream()
          .flatMap(line -> LITERAL.matcher(line).results())
          .map(result -> result.group(1))
          .filter(text -> isName(text, names))
          .map(text -> file.getFileName() + ": " + text)
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isName(String text, Set<String> names) {
    Matcher name = NAME.matcher(text);
    return name.matches() && names.contains(name.group(1));
  }
}
