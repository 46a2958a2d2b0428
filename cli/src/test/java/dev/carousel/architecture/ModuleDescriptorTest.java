package dev.carousel.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The descriptors of the published modules say what the service files and the packages say. */
class ModuleDescriptorTest {
  private static final Pattern PROVIDES =
      Pattern.compile("provides\\s+([\\w.]+)\\s+with\\s+([\\w.,\\s]+);");
  private static final Pattern EXPORTS = Pattern.compile("exports\\s+([\\w.]+);");
  private static final Pattern STABILITY =
      Pattern.compile(
          "@API\\(status = Status\\.(STABLE|MAINTAINED|EXPERIMENTAL), since = \"[\\d.]+\"\\)");
  private static final String SERVICES = "src/main/resources/META-INF/services";

  /** The modules that others compile against. */
  static List<String> libraries() {
    return List.of(
        "core",
        "data",
        "cells-rnn",
        "cells-lstm",
        "optimizers",
        "losses",
        "duckdb",
        "onnxruntime",
        "experiments",
        "flow",
        "interop",
        "testkit");
  }

  /** These and the command line. */
  static List<String> published() {
    return Stream.concat(libraries().stream(), Stream.of("cli")).toList();
  }

  @ParameterizedTest
  @MethodSource("published")
  void providersAreThoseOfTheServiceFiles(String module) throws IOException {
    TreeMap<String, Set<String>> provided = new TreeMap<>();
    Matcher provides = PROVIDES.matcher(descriptor(module));
    while (provides.find()) {
      provided.put(provides.group(1), words(provides.group(2)));
    }
    TreeMap<String, Set<String>> listed = new TreeMap<>();
    for (Path file : filesIn(root(module).resolve(SERVICES))) {
      listed.put(file.getFileName().toString(), words(Files.readString(file)));
    }
    assertEquals(listed, provided);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void allPackagesButInternalOnesAreExported(String module) throws IOException {
    Set<String> exported = new TreeSet<>();
    Matcher exports = EXPORTS.matcher(descriptor(module));
    while (exports.find()) {
      exported.add(exports.group(1));
    }
    Path sources = root(module).resolve("src/main/java");
    Set<String> packages;
    try (Stream<Path> files = Files.walk(sources)) {
      packages =
          files
              .filter(file -> file.endsWith("package-info.java"))
              .map(file -> sources.relativize(file.getParent()).toString())
              .map(folder -> folder.replace('/', '.').replace('\\', '.'))
              .filter(name -> !name.contains(".internal"))
              .collect(Collectors.toCollection(TreeSet::new));
    }
    assertFalse(packages.isEmpty());
    assertEquals(packages, exported);
  }

  @ParameterizedTest
  @MethodSource("libraries")
  void everyExportedPackageSaysHowStableItIs(String module) throws IOException {
    Matcher exports = EXPORTS.matcher(descriptor(module));
    int marked = 0;
    while (exports.find()) {
      String name = exports.group(1);
      Path info = Path.of("src/main/java", name.replace('.', '/'), "package-info.java");
      String text = Files.readString(root(module).resolve(info));
      assertTrue(STABILITY.matcher(text).find(), () -> name + " has no @API");
      marked++;
    }
    assertTrue(marked > 0);
  }

  private static Path root(String module) {
    return Path.of("..").resolve(module);
  }

  private static String descriptor(String module) throws IOException {
    return Files.readString(root(module).resolve("src/main/java/module-info.java"));
  }

  private static Set<String> words(String list) {
    return Arrays.stream(list.strip().split("[,\\s]+"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
