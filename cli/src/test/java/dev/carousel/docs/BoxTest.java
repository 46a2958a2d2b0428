package dev.carousel.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The README's table of what is in the box names every plugin. */
class BoxTest {
  @Test
  void everyPluginIsNamed() throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String box = readme.substring(readme.indexOf("## What is in the box"));
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      Plugins plugins = Plugins.of(found);
      List<String> missing =
          PluginKind.ALL.stream()
              .flatMap(kind -> plugins.list(kind).stream())
              .map(plugin -> plugin.id())
              .filter(id -> !id.equals("interrupt-at")) // of the tests
              .filter(id -> !box.contains("`" + id + "`"))
              .sorted()
              .toList();
      assertEquals(List.of(), missing);
    }
  }
}
