package dev.carousel.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher knows of a Java by its file "release": its modules, and its archive. */
@DisabledOnOs(OS.WINDOWS)
final class ArchiveTest {
  private static final String MADE = "archives/17.0.9+1.jsa";

  @TempDir private Path folder = Path.of("");
  private Tree tree = new Tree(folder, folder);
  private Path build = Path.of("");

  @BeforeEach
  void programs() throws IOException {
    tree = Tree.in(folder);
    build = Objects.requireNonNull(tree.build("b1").getParent());
    release("MODULES=\"java.base jdk.incubator.vector\"", "JAVA_RUNTIME_VERSION=\"17.0.9+1\"");
    java("cat \"${made%.jsa}\" >\"$made\"");
  }

  private void release(String... more) throws IOException {
    Files.writeString(
        folder.resolve("release"), "JAVA_VERSION=\"17.0.9\"\n" + String.join("\n", more) + "\n");
  }

  /** A Java that notes its arguments, lists two classes, and does that to make an archive. */
  private void java(String dump) throws IOException {
    tree.program(
        "java",
        "echo \"$@\" >>../java.log",
        "case $* in",
        "*--list-modules*) echo java.base@17; echo jdk.incubator.vector@17; exit 0 ;;",
        "*-XX:DumpLoadedClassList=*)",
        "  for word; do case $word in *LoadedClassList=*) list=${word#*=} ;; esac; done",
        "  printf 'java/lang/Object id: %s\\n"
            + "@cp picocli/A 2\\n"
            + "own/A source: x\\n"
            + "' $# >\"$list\" ;;",
        "*-Xshare:dump*)",
        "  for word; do case $word in *SharedArchiveFile=*) made=${word#*=} ;; esac; done",
        "  " + dump + " ;;",
        "*) echo \"$@\" ;;",
        "esac");
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("java.log"));
  }

  @Test
  void theReleaseOfAJavaSparesAskingIt() throws Exception {
    Files.createDirectories(build.resolve("archives"));
    Files.createFile(build.resolve(MADE));

    Tree.Ended ended = tree.run("plugins");

    assertTrue(ended.out().contains("--add-modules jdk.incubator.vector"), ended.out());
    assertEquals(1, log().lines().count(), log());
  }

  @Test
  void aReleaseThatDoesNotSayItAllIsNotTrusted() throws Exception {
    release("MODULES=\"java.base\"");

    Tree.Ended ended = tree.run("plugins");

    assertTrue(ended.out().contains("--add-modules jdk.incubator.vector"), ended.out());
    assertFalse(ended.out().contains("SharedArchiveFile"), ended.out());
    assertTrue(log().startsWith("--list-modules\n"), log());
  }

  @Test
  void aJavaWithTheUsersFlagsIsAsked() throws Exception {
    Files.createDirectories(build.resolve("archives"));
    Files.writeString(build.resolve(MADE), "an archive");

    Tree.Ended ended = tree.shell(Map.of("JAVA_OPTS", "-Xmx1g"), "./carousel plugins");

    assertTrue(log().startsWith("-Xmx1g --list-modules\n"), log());
    assertTrue(ended.out().contains(MADE + " -Xmx1g "), ended.out());
  }

  @Test
  void anOldJavaIsRefusedByItsRelease() throws Exception {
    release("MODULES=\"java.base\"", "JAVA_RUNTIME_VERSION=\"11.0.2+9\"");
    Path file = folder.resolve("release");
    Files.writeString(file, Files.readString(file).replace("17.0.9", "11.0.2"));

    Tree.Ended ended = tree.run("plugins");

    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("needs JDK 17 or later; "), ended.err());
    assertTrue(ended.err().contains("bin/java is 11: set JAVA_HOME."), ended.err());
  }

  @Test
  void anArchiveIsMadeOnceAndUsed() throws Exception {
    Tree.Ended first = tree.run("plugins");
    Tree.Ended second = tree.run("plugins");

    assertTrue(
        first.err().startsWith("carousel: preparing faster starts on this Java"), first.err());
    assertEquals("", second.err());
    for (Tree.Ended ended : List.of(first, second)) {
      String flag = "-XX:SharedArchiveFile=" + build.resolve(MADE).toRealPath();
      assertTrue(ended.out().contains(flag), ended.out());
    }
    assertEquals("java/lang/Object\n", Files.readString(build.resolve(MADE)));
    assertEquals(List.of(MADE.substring(9)), List.of(build.resolve("archives").toFile().list()));
  }

  @Test
  void anArchiveThatCannotBeMadeIsDoneWithoutAndNotTriedAgain() throws Exception {
    java("echo trouble >&2; exit 1");

    Tree.Ended first = tree.run("plugins");
    Tree.Ended second = tree.run("plugins");

    assertEquals(0, first.code());
    assertFalse(first.err().contains("trouble"), first.err());
    assertTrue(first.err().contains("\ncarousel: that did not work here."), first.err());
    assertEquals("", second.err());
    assertFalse(second.out().contains("SharedArchiveFile"), second.out());
    assertEquals(0, Files.size(build.resolve(MADE)));
  }
}
