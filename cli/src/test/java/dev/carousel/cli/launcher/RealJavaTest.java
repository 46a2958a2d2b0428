package dev.carousel.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with Carousel as it is, on the Java that runs the tests. */
@DisabledOnOs(OS.WINDOWS)
final class RealJavaTest {
  private static final String UNSET = "unset LC_ALL LC_CTYPE LANG; ";

  @TempDir private Path folder = Path.of("");
  private Tree tree = new Tree(folder, folder);

  @BeforeEach
  void build() throws IOException {
    tree = Tree.in(folder);
    Path lib = tree.build("b1");
    writeClassPath(lib.resolve("all.jar"));
    // No archive: it cannot hold classes that are in folders.
    Path archives = Files.createDirectory(lib.resolveSibling("archives"));
    Files.createFile(archives.resolve(System.getProperty("java.runtime.version") + ".jsa"));
  }

  /** A jar that names the class path of this test, as the launcher takes jars alone. */
  private static void writeClassPath(Path jar) throws IOException {
    String entries = System.getProperty("surefire.test.class.path");
    String path = entries == null ? System.getProperty("java.class.path") : entries;
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest
        .getMainAttributes()
        .put(
            Attributes.Name.CLASS_PATH,
            Stream.of(path.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
  }

  private Tree.Ended run(String line) throws IOException, InterruptedException {
    return tree.shell(Map.of("JAVA_HOME", System.getProperty("java.home")), line);
  }

  @Test
  void aTerminalShowsNothingButCarouselsWords() throws Exception {
    Tree.Ended version = run("./carousel --version");
    Tree.Ended wrong = run("./carousel plugin");

    assertEquals("", version.err());
    assertEquals(0, version.code());
    assertTrue(version.out().startsWith("Carousel "), version.out());
    assertTrue(
        wrong.err().startsWith("carousel: 'carousel' has no command 'plugin'."), wrong.err());
    assertEquals(2, wrong.err().lines().count(), wrong.err());
    assertEquals(2, wrong.code());
  }

  @Test
  @EnabledIf("hasFullDevice")
  void aFullDiskAtStandardOutputIsAFailure() throws Exception {
    for (String command :
        new String[] {"--version", "train --help", "plugins", "plugins --json -"}) {
      Tree.Ended full = run("./carousel " + command + " >/dev/full");

      assertEquals(1, full.code(), command);
      assertTrue(
          full.err().contains("carousel: Standard output could not be written: No space left"),
          command + ": " + full.err());
    }
  }

  @Test
  void aReaderThatLeavesIsNoFailure() throws Exception {
    Tree.Ended left = run("{ ./carousel plugins; echo $? >code; } | :; cat code");

    assertEquals("0\n", left.out());
    assertEquals("", left.err());
  }

  @Test
  void anEndOfTheJvmIsToldInItsWords() throws Exception {
    Tree.Ended crashed = run("JAVA_OPTS='-Xms3m -Xmx3m' ./carousel plugins");

    assertEquals(1, crashed.code());
    assertTrue(
        crashed.err().contains("Exception") || crashed.err().contains("rror"), crashed.err());
  }

  @Test
  void namesBeyondAsciiWorkInAnyLocale() throws Exception {
    for (String locale : new String[] {"", "LC_ALL=C ", "LC_ALL=POSIX ", "LANG=xx_YY.UTF-8 "}) {
      Tree.Ended found = run(UNSET + locale + "./carousel evaluate m\u00fcller");

      assertTrue(found.err().contains("m\u00fcller"), locale + found.err());
      assertEquals(1, found.err().split("carousel: ", -1).length - 1, locale + found.err());
    }
  }

  static boolean hasFullDevice() {
    return Files.isWritable(Path.of("/dev/full"));
  }
}
