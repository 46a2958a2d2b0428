package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.refusal.Refusal;
import dev.carousel.spi.Cell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in jars that were built for another version, or recurse: named with class and jar. */
class PluginErrorsTest {
  @TempDir Path work;

  private PluginDiscovery discovered(PluginJar jar) throws IOException {
    Path folder = Files.createDirectories(work.resolve("plugins"));
    jar.build(folder.resolve("old.jar"));
    return PluginDiscovery.in(List.of(folder));
  }

  private static PluginJar provider(Path work, String create) throws IOException {
    return PluginJar.in(work)
        .source(
            "Old",
            """
            public final class Old implements dev.carousel.spi.CellProvider {
              static Object recursing(Object o) { return recursing(o).toString(); }
              public String id() { return "old"; }
              public String description() { return "Test cell"; }
              public dev.carousel.spi.Cell create(dev.carousel.spi.Options options) { %s }
            }
            """
                .formatted(create))
        .entry("thirdparty.Old");
  }

  @Test
  void ofDiscovery() throws IOException {
    PluginJar jar = PluginJar.in(work).cell("Deep", "deep", "public Deep() { new Deep(); }");
    try (PluginDiscovery discovery = discovered(jar)) {
      PluginProblem problem = discovery.problems().get(0);
      String message = problem.message();
      assertEquals(1, discovery.problems().size());
      assertTrue(message.contains("thirdparty.Deep"), message);
      assertTrue(message.contains("old.jar"), message);
      assertTrue(message.contains("java.lang.StackOverflowError"), message);
    }
  }

  @Test
  void ofMakingOne() throws IOException {
    String create = "throw new NoSuchMethodError(\"dev.carousel.spi.Options.old()\");";
    try (PluginDiscovery discovery = discovered(provider(work, create))) {
      Plugins plugins = Plugins.of(discovery);
      Refusal.of(
          () -> plugins.cell(PluginRef.parse("old")),
          "The cell 'old' could not be created.",
          "java.lang.NoSuchMethodError: dev.carousel.spi.Options.old()",
          "thirdparty.Old in old.jar",
          "a build for this version of Carousel");
    }
  }

  @Test
  void ofTracing() throws IOException {
    String create = "return step -> recursing(step);";
    try (PluginDiscovery discovery = discovered(provider(work, create));
        Engine engine = Engines.reference()) {
      Cell cell = Plugins.of(discovery).cell(PluginRef.parse("old"));
      Refusal.of(
          () -> engine.compile("layer0", cell, 2, 3),
          "The cell failed while its equations were read.",
          "java.lang.StackOverflowError",
          "thirdparty.Old",
          "in old.jar",
          "endless recursion");
    }
  }
}
