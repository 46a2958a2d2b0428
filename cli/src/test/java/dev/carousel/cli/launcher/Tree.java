package dev.carousel.cli.launcher;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A source tree with the launcher and hardly anything else, and a folder of programs that come
 * first on the PATH.
 */
record Tree(Path root, Path bin) {
  /** What a process left. */
  record Ended(int code, String out, String err) {}

  /** A tree in which nothing was built yet. */
  static Tree in(Path folder) throws IOException {
    Path root = Files.createDirectories(folder.resolve("tree"));
    Files.createDirectories(root.resolve("cli/src/main"));
    Files.writeString(root.resolve("pom.xml"), "");
    Files.writeString(root.resolve("cli/pom.xml"), "");
    Files.createDirectory(root.resolve("launcher"));
    for (String file :
        List.of("carousel", "launcher/java.sh", "launcher/archive.sh", "launcher/start.sh")) {
      Files.copy(Path.of("..").resolve(file), root.resolve(file), COPY_ATTRIBUTES);
    }
    return new Tree(root, Files.createDirectories(folder.resolve("bin")));
  }

  /** Adds a program. */
  Tree program(String name, String... lines) throws IOException {
    Path file = bin.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    return this;
  }

  /** Adds what was built, of no jars, newer than all sources. */
  Path build(String name) throws IOException {
    Path lib = root.resolve("cli/target/builds/" + name + "/lib");
    Files.createDirectories(lib);
    Files.createDirectories(lib.resolveSibling("users"));
    Path built = root.resolve("cli/target/carousel.built");
    Files.writeString(built, name + "\n");
    Files.setLastModifiedTime(built, FileTime.from(Instant.now().plusSeconds(5)));
    return lib;
  }

  /** Makes a source newer than what was built. */
  void change() throws IOException {
    FileTime later = FileTime.from(Instant.now().plusSeconds(10));
    Files.setLastModifiedTime(root.resolve("cli/pom.xml"), later);
  }

  /** The names of all builds, in their order. */
  List<String> builds() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("cli/target/builds"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  /** Runs the launcher to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return shell(Map.of(), "exec ./carousel \"$@\"", arguments);
  }

  /** Runs a line of shell in the tree to its end. */
  Ended shell(Map<String, String> environment, String line, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(bin.getParent(), "out", "");
    Path err = Files.createTempFile(bin.getParent(), "err", "");
    Process process =
        prepared(environment, line, arguments)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("still running after 60 s: " + Files.readString(err));
    }
    return new Ended(process.exitValue(), Files.readString(out), read(err));
  }

  /** Starts a line of shell in the tree. */
  Process start(String line) throws IOException {
    return prepared(Map.of(), line)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private ProcessBuilder prepared(Map<String, String> environment, String line, String... words) {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", line, "sh");
    builder.command().addAll(List.of(words));
    Map<String, String> env = builder.environment();
    env.keySet().removeAll(List.of("JAVA_HOME", "JAVA_OPTS", "CAROUSEL_OPTS", "JAVA_TOOL_OPTIONS"));
    env.put("PATH", bin + ":" + env.get("PATH"));
    env.putAll(environment);
    return builder
        .directory(root.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
  }

  /** What the JVM says is passed on by another process, which may end a moment after it. */
  private static String read(Path file) throws IOException, InterruptedException {
    String text = "";
    for (int i = 0; i < 100; i++) {
      String now = Files.readString(file, StandardCharsets.UTF_8);
      if (!now.isEmpty() && now.equals(text)) {
        break;
      }
      text = now;
      Thread.sleep(now.isEmpty() ? 2 : 20);
    }
    return text;
  }
}
