package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Short commands load nothing that they do not need. */
class StartUpTest {
  @TempDir Path work;

  /** The classes that a command loads, in a JVM of its own. */
  private List<String> loaded(List<String> flags, String... words) throws Exception {
    Path log = work.resolve("classes");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-Dcarousel.terminal=none"));
    command.add("-Xlog:class+load:file=" + log.getFileName() + "::filecount=0");
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(Arrays.asList(words));
    run(command);
    try (Stream<String> lines = Files.lines(log)) {
      return lines.map(line -> line.replaceFirst("^\\[.*?] ", "")).toList();
    }
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    Path output = work.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(output));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  private static void assertNone(List<String> loaded, String... packages) {
    assertTrue(loaded.stream().anyMatch(line -> line.contains("dev.carousel.cli.Main ")));
    for (String name : packages) {
      List<String> found = loaded.stream().filter(line -> line.contains(name)).limit(3).toList();
      assertEquals(List.of(), found, name);
    }
  }

  @Test
  void theVersionNeedsNoLogNoJsonAndNoEngine() throws Exception {
    assertNone(
        loaded(List.of(), "--version"),
        " ch.qos.logback.",
        " com.fasterxml.jackson.",
        " dev.carousel.internal.engine.");
  }

  @Test
  void aListOfPluginsNeedsNoJsonAndNoEngine() throws Exception {
    assertNone(
        loaded(List.of(), "plugins"),
        " org.xml.sax.",
        " com.fasterxml.jackson.databind.ser.",
        " dev.carousel.internal.engine.");
  }
}
