package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.refusal.Refusal;
import dev.carousel.spi.OptimizerProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginDiscoveryTest {
  @TempDir private Path work;
  private Path folder;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectory(work.resolve("plugins"));
  }

  @Test
  void pluginOfAFolderIsFoundWithItsVersion() throws IOException {
    PluginJar.in(work)
        .version("Third cells", "2.5")
        .cell("Good", "good")
        .build(folder.resolve("third.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertEquals(List.of(), discovery.problems());
      Plugin<?> plugin = named("good", discovery);
      assertEquals(PluginKind.CELL, plugin.kind());
      assertEquals("Test cell", plugin.description());
      assertEquals(List.of(), plugin.options());
      assertEquals("third.jar", plugin.source().jar());
      assertEquals("Third cells", plugin.source().title());
      assertEquals("2.5", plugin.source().version());
      assertEquals("third.jar (Third cells 2.5)", plugin.source().toString());
    }
  }

  @Test
  void pluginOfTheClassPathIsFoundInJarsAndFolders() throws IOException {
    Path jar = PluginJar.in(work).cell("Packed", "packed").build(work.resolve("app.jar"));
    Path classes = PluginJar.in(work).cell("Loose", "loose").classes();
    try (URLClassLoader application = application(jar, classes);
        PluginDiscovery discovery = PluginDiscovery.in(List.of(), application)) {
      assertEquals("app.jar", named("packed", discovery).source().jar());
      assertEquals("unknown", named("packed", discovery).source().version());
      assertEquals("class path folder", named("loose", discovery).source().jar());
      assertEquals(classes.toString(), named("loose", discovery).source().location());
    }
  }

  @Test
  void pluginsOfTheClassPathAreNotCountedToAFolder() throws IOException {
    Path jar = PluginJar.in(work).cell("Packed", "packed").build(work.resolve("app.jar"));
    PluginJar.in(work).cell("Good", "good").build(folder.resolve("third.jar"));
    try (URLClassLoader application = application(jar);
        PluginDiscovery discovery = PluginDiscovery.in(List.of(folder), application)) {
      assertEquals(List.of(), discovery.problems());
      assertEquals("third.jar", named("good", discovery).source().jar());
    }
  }

  /** For services that are no kind of plugin. */
  @Test
  void loadersAreThoseOfTheApplicationAndOfEachFolder() throws IOException {
    PluginJar.in(work).cell("Good", "good").build(folder.resolve("third.jar"));
    try (URLClassLoader application = application();
        PluginDiscovery discovery = PluginDiscovery.in(List.of(folder), application)) {
      ClassLoader third = named("good", discovery).provider().getClass().getClassLoader();
      assertEquals(List.of(application, third), discovery.loaders());
    }
  }

  @Test
  void jarsOfAFolderSeeEachOther() throws IOException {
    PluginJar.in(work).service(Runnable.class).cell("Good", "good").build(folder.resolve("a.jar"));
    PluginJar.in(work).entry("thirdparty.Good").build(folder.resolve("b.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertEquals(List.of(), discovery.problems());
      assertEquals("a.jar", named("good", discovery).source().jar());
    }
  }

  @Test
  void classThatTwoServiceFilesNameIsOnePlugin() throws IOException {
    PluginJar.in(work).cell("Good", "good").build(folder.resolve("a.jar"));
    PluginJar.in(work).entry("thirdparty.Good").build(folder.resolve("b.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertEquals(List.of(), discovery.problems());
      assertEquals("a.jar", named("good", discovery).source().jar());
    }
  }

  @Test
  void repeatedIdKeepsTheFirstAndNamesBothJars() throws IOException {
    PluginJar.in(work).cell("Second", "twin").build(folder.resolve("b.jar"));
    PluginJar.in(work).cell("First", "twin").build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertEquals("a.jar", named("twin", discovery).source().jar());
      PluginProblem problem = onlyProblem(discovery);
      assertEquals("twin", problem.id());
      assertContains(
          problem, "cell 'twin'", "thirdparty.Second", "b.jar", "thirdparty.First of a.jar");
      assertContains(problem, "give it another id or remove one");
    }
  }

  @Test
  void classPathComesBeforeFoldersAndFoldersInTheirOrder() throws IOException {
    Path jar = PluginJar.in(work).cell("App", "one").build(work.resolve("app.jar"));
    Path late = Files.createDirectory(work.resolve("late"));
    PluginJar.in(work).cell("Early", "one").build(folder.resolve("z.jar"));
    PluginJar.in(work).cell("Early2", "two").build(folder.resolve("zz.jar"));
    PluginJar.in(work).cell("Late", "two").build(late.resolve("a.jar"));
    try (URLClassLoader application = application(jar);
        PluginDiscovery discovery = PluginDiscovery.in(List.of(folder, late), application)) {
      assertEquals("app.jar", named("one", discovery).source().jar());
      assertEquals("zz.jar", named("two", discovery).source().jar());
      assertEquals(
          List.of("z.jar", "a.jar"),
          discovery.problems().stream().map(PluginProblem::jar).toList());
    }
  }

  @Test
  void invalidIdIsLeftOut() throws IOException {
    PluginJar.in(work).cell("Bad", "My_Cell").cell("Good", "good").build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertNotNull(named("good", discovery));
      assertContains(
          onlyProblem(discovery), "thirdparty.Bad", "a.jar", "'My_Cell'", "lower-case", "my-cell");
    }
  }

  @Test
  void reservedIdIsLeftOut() throws IOException {
    PluginJar.in(work).cell("Bad", "carousel-lstm").build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertContains(onlyProblem(discovery), "a.jar", "'carousel-lstm'", "reserved", "choose");
    }
  }

  @Test
  void throwingConstructorStopsNothingElse() throws IOException {
    PluginJar.in(work)
        .cell("Bad", "bad", "public Bad() { throw new IllegalStateException(\"no licence\"); }")
        .cell("Worse", "worse", "public Worse() { throw new AssertionError(\"broken\"); }")
        .cell("Static", "static", "static final int X = Integer.parseInt(\"x\");")
        .cell("Good", "good")
        .build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertNotNull(named("good", discovery));
      assertEquals(3, discovery.problems().size());
      PluginProblem problem = discovery.problems().get(0);
      assertContains(problem, "thirdparty.Bad", "a.jar", "IllegalStateException: no licence");
      assertContains(problem, "correct the plugin or remove its jar");
      assertContains(discovery.problems().get(1), "thirdparty.Worse", "AssertionError: broken");
      assertContains(discovery.problems().get(2), "thirdparty.Static", "NumberFormatException");
    }
  }

  @Test
  void throwingOrMissingAnswersStopNothingElse() throws IOException {
    String options = "public java.util.List<dev.carousel.spi.OptionSpec> options() { return %s; }";
    PluginJar.in(work)
        .cellThatThrows("Bad")
        .cell("Thrower", "thrower", options.formatted("java.util.List.of(null, null)"))
        .cell("Nothing", "nothing", options.formatted("null"))
        .cell("Good", "good")
        .build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertNotNull(named("good", discovery));
      assertNull(discovery.problems().get(0).id());
      assertContains(discovery.problems().get(0), "thirdparty.Bad", "no number");
      assertContains(discovery.problems().get(1), "'thrower'", "NullPointerException");
      assertContains(discovery.problems().get(2), "'nothing'", "options() returned null");
    }
  }

  @Test
  void wrongEntriesAreLeftOutOneByOne() throws IOException {
    PluginJar.in(work)
        .entry("thirdparty.Missing")
        .source("Stranger", "public final class Stranger {}")
        .entry("thirdparty.Stranger")
        .cell("Hidden", "hidden", "private Hidden() {}")
        .cell("Good", "good")
        .build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertNotNull(named("good", discovery));
      List<PluginProblem> problems = discovery.problems();
      assertEquals(3, problems.size());
      assertContains(problems.get(0), "cells of a.jar", "thirdparty.Missing not found", "Correct");
      assertContains(problems.get(0), "META-INF/services/dev.carousel.spi.CellProvider");
      assertContains(problems.get(1), "a.jar", "thirdparty.Stranger not a subtype", "Correct");
      assertContains(problems.get(2), "a.jar", "thirdparty.Hidden", "public no-arg constructor");
    }
  }

  @Test
  void entryOfAnotherKindIsLeftOut() throws IOException {
    PluginJar.in(work)
        .service(OptimizerProvider.class)
        .cell("Misplaced", "misplaced")
        .build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      PluginProblem problem = onlyProblem(discovery);
      assertEquals(PluginKind.OPTIMIZER, problem.kind());
      assertContains(problem, "optimizers of a.jar", "thirdparty.Misplaced not a subtype");
    }
  }

  @Test
  void syntaxErrorOfAServiceFileIsReported() throws IOException {
    PluginJar.in(work).entry("two words").build(folder.resolve("a.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertContains(onlyProblem(discovery), "a.jar", "Illegal", "Correct");
    }
  }

  @Test
  void missingSuperclassIsReported() throws IOException {
    Path whole =
        PluginJar.in(work)
            .source(
                "Base", "public abstract class Base implements dev.carousel.spi.CellProvider {}")
            .source("Torn", torn())
            .entry("thirdparty.Torn")
            .cell("Good", "good")
            .classes();
    Files.delete(whole.resolve("thirdparty/Base.class"));
    try (URLClassLoader application = application(whole);
        PluginDiscovery discovery = PluginDiscovery.in(List.of(), application)) {
      assertNotNull(named("good", discovery));
      assertContains(onlyProblem(discovery), "class path folder", "thirdparty/Base");
    }
  }

  private static String torn() {
    return """
    public final class Torn extends Base {
      public String id() { return "torn"; }
      public String description() { return ""; }
      public dev.carousel.spi.Cell create(dev.carousel.spi.Options o) { return step -> {}; }
    }
    """;
  }

  @Test
  void wrongEntryOfTheClassPathNamesItsJar() throws IOException {
    Path good = PluginJar.in(work).cell("Good", "good").build(work.resolve("good.jar"));
    Path bad = PluginJar.in(work).entry("thirdparty.Missing").build(work.resolve("bad.jar"));
    try (URLClassLoader application = application(good, bad);
        PluginDiscovery discovery = PluginDiscovery.in(List.of(folder), application)) {
      assertNotNull(named("good", discovery));
      assertContains(onlyProblem(discovery), "bad.jar", "thirdparty.Missing not found");
    }
  }

  @Test
  void brokenAndUnreadableJarsAreLeftOut() throws IOException {
    Files.writeString(folder.resolve("broken.jar"), "no zip at all");
    Files.createDirectory(folder.resolve("directory.jar"));
    PluginJar.in(work).cell("Good", "good").build(folder.resolve("good.jar"));
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      assertNotNull(named("good", discovery));
      assertEquals(
          List.of("broken.jar", "directory.jar"),
          discovery.problems().stream().map(PluginProblem::jar).toList());
      assertContains(
          discovery.problems().get(0), "broken.jar is left out", "read as a jar", "copy it again");
      assertNull(discovery.problems().get(0).kind());
    }
  }

  @Test
  void missingFolderIsAUsageError() {
    Path missing = work.resolve("nowhere");
    Refusal error = Refusal.of(() -> PluginDiscovery.in(List.of(missing)));
    assertEquals(Refusal.Kind.USAGE, error.kind());
    error.says(missing.toString(), "try:      create");
  }

  @Test
  void fileInPlaceOfAFolderIsAUsageError() throws IOException {
    Path file = Files.createFile(work.resolve("file"));
    Refusal.of(() -> PluginDiscovery.in(List.of(file)), "found:    a file");
  }

  @Test
  void closingReleasesTheJars() throws IOException {
    PluginJar.in(work)
        .source("Late", "public final class Late {}")
        .cell("Good", "good")
        .build(folder.resolve("a.jar"));
    PluginDiscovery discovery = PluginDiscovery.in(List.of(folder));
    ClassLoader loader = named("good", discovery).provider().getClass().getClassLoader();
    discovery.close();
    assertThrows(ClassNotFoundException.class, () -> loader.loadClass("thirdparty.Late"));
  }

  private static URLClassLoader application(Path... entries) {
    URL[] urls = List.of(entries).stream().map(PluginJar::url).toArray(URL[]::new);
    return new URLClassLoader(urls, PluginDiscoveryTest.class.getClassLoader());
  }

  private static Plugin<?> named(String id, PluginDiscovery discovery) {
    List<? extends Plugin<?>> found =
        discovery.plugins().stream().filter(plugin -> plugin.id().equals(id)).toList();
    assertEquals(1, found.size(), () -> discovery.plugins() + " " + discovery.problems());
    return found.get(0);
  }

  private static PluginProblem onlyProblem(PluginDiscovery discovery) {
    assertEquals(1, discovery.problems().size(), () -> discovery.problems().toString());
    return discovery.problems().get(0);
  }

  private static void assertContains(PluginProblem problem, String... parts) {
    for (String part : parts) {
      assertTrue(problem.message().contains(part), () -> part + " is not in: " + problem);
    }
  }
}
