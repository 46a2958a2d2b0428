package dev.carousel.examples.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.plugin.PluginKind;
import dev.carousel.spi.Provider;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An application in a JVM of its own, on the class path and on the module path: it finds all
 * plugins, trains, measures, writes and reads a model, and standard error stays empty.
 */
class ModulePathTest {
  /** What an application with the built-in plugins brings, and a logger that drops everything. */
  private static final List<String> BROUGHT =
      List.of(
          "core",
          "data",
          "cells-rnn",
          "cells-lstm",
          "losses",
          "optimizers",
          "experiments",
          "flow",
          "guice",
          "guava",
          "failureaccess",
          "aopalliance",
          "asm",
          "jakarta.inject-api",
          "commons-math3",
          "jackson-core",
          "jackson-databind",
          "jackson-annotations",
          "jspecify",
          "apiguardian-api",
          "slf4j-api",
          "slf4j-nop");

  private static final String ANSWER =
      """
      problems []
      %s
      read lstm
      measured layers 1
      module %s
      """;

  @TempDir private Path folder;

  @Test
  void onTheModulePathPluginsAreFoundAndNothingIsWarnedOf()
      throws IOException, InterruptedException {
    Path classes = compiled(List.of("module-info.java", "App.java"));
    run(
        "dev.carousel.core",
        "-p",
        classes + File.pathSeparator + brought(),
        "-m",
        "outside/app.App");
  }

  @Test
  void onTheClassPathPluginsAreFoundAndNothingIsWarnedOf()
      throws IOException, InterruptedException {
    Path classes = compiled(List.of("App.java"));
    run("null", "-cp", classes + File.pathSeparator + brought(), "app.App");
  }

  private void run(String module, String... start) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Path error = folder.resolve("error");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(start));
    command.add(folder.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    int code = builder.redirectOutput(out.toFile()).redirectError(error.toFile()).start().waitFor();
    assertEquals("", Files.readString(error));
    assertEquals(0, code);
    assertEquals(ANSWER.formatted(builtIn(), module), Files.readString(out).replace("\r\n", "\n"));
  }

  /** A line for each kind of plugin, with the ids on the class path but those of the examples. */
  private static String builtIn() {
    String lines =
        PluginKind.ALL.stream()
            .map(kind -> kind + " " + ids(kind.service()))
            .collect(Collectors.joining("\n"));
    assertTrue(lines.contains("gru, gru-reset-before,") && lines.contains("adam, adamw,"), lines);
    return lines;
  }

  private static <P extends Provider<?>> List<String> ids(Class<P> service) {
    return ServiceLoader.load(service).stream()
        .filter(provider -> !provider.type().getName().startsWith("dev.carousel.examples."))
        .map(provider -> provider.get().id())
        .sorted()
        .toList();
  }

  /** The application's classes, compiled as an application would be. */
  private Path compiled(List<String> sources) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none"));
    boolean isModule = sources.contains("module-info.java");
    arguments.addAll(List.of(isModule ? "-p" : "-cp", brought(), "-d", classes.toString()));
    for (String source : sources) {
      Path file = folder.resolve(source);
      String resource = "/outside/" + source + ".txt";
      try (InputStream in = ModulePathTest.class.getResourceAsStream(resource)) {
        Files.copy(Objects.requireNonNull(in, resource), file);
      }
      arguments.add(file.toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(new String[0]));
    assertEquals(0, code, messages.toString(StandardCharsets.UTF_8));
    return classes;
  }

  /** The part of this JVM's class path that the application brings. */
  private static String brought() {
    List<String> all =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    Collection<String> missing = new ArrayList<>(BROUGHT);
    String found =
        all.stream()
            .filter(entry -> missing.removeIf(name -> isOf(name, Path.of(entry))))
            .collect(Collectors.joining(File.pathSeparator));
    assertTrue(missing.isEmpty(), () -> "not on the class path: " + missing);
    return found;
  }

  /** Whether it is the jar of this artifact, or the folder of this module's classes. */
  private static boolean isOf(String artifact, Path entry) {
    String file = String.valueOf(entry.getFileName());
    return file.matches("(carousel-)?" + artifact + "-\\d.*\\.jar")
        || entry.endsWith(Path.of(artifact, "target", "classes"));
  }
}
