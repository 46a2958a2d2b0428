package dev.carousel.cli.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with a Java and a Maven that are scripts of a few lines. */
@DisabledOnOs(OS.WINDOWS)
final class LauncherTest {
  private static final String[] MODULES = {
    "case \" $* \" in *' --list-modules '*)",
    "  case $* in *-Xwrong*) echo 'Unrecognized option: -Xwrong' >&2; exit 1 ;; esac",
    "  echo java.base@25.0.3; echo jdk.incubator.vector@25.0.3; exit 0 ;;",
    "esac"
  };

  @TempDir private Path folder = Path.of("");
  private Tree tree = new Tree(folder, folder);

  @BeforeEach
  void programs() throws IOException {
    tree = Tree.in(folder);
    java(
        "echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2",
        "echo 'a word of the JVM' >&2",
        "echo 'a result'",
        "echo 'a word of Carousel' >&9",
        "exit 7");
    tree.program("javac");
    maven("mkdir -p cli/target/lib", "touch cli/target/lib/core.jar cli/target/carousel-cli-1.jar");
  }

  private void java(String... lines) throws IOException {
    tree.program(
        "java", Stream.concat(Stream.of(MODULES), Stream.of(lines)).toArray(String[]::new));
  }

  private void maven(String... lines) throws IOException {
    String[] usual = {
      "echo >>../mvn.log",
      "printf '\\033[0m[INFO] Building Carousel [1/7]\\n'",
      "printf '\\033[0m[INFO] Building Carousel :: core 0.1.0  [2/7]\\n'",
      "printf '\\033[0m[INFO] Building Carousel :: cli 0.1.0  [7/7]\\n'",
      "printf '\\033[0m'"
    };
    tree.program("mvn", Stream.concat(Stream.of(usual), Stream.of(lines)).toArray(String[]::new));
  }

  @Test
  void onlyTheLineOnIncubatingModulesIsLeftOut() throws Exception {
    tree.build("b1");

    Tree.Ended ended = tree.run();

    assertEquals("a result\n", ended.out());
    assertEquals(
        List.of("a word of Carousel", "a word of the JVM"), ended.err().lines().sorted().toList());
    assertEquals(7, ended.code());
  }

  @Test
  void javaTakesThePlaceOfTheLauncher() throws Exception {
    tree.build("b1");
    java("echo $$ >java.pid; echo ready >&9; while :; do sleep 0.05; done");

    Process process = tree.start("exec ./carousel");
    Path pid = tree.root().resolve("java.pid");
    await(() -> Files.exists(pid) && !Files.readString(pid).isBlank());

    assertEquals(process.pid(), Long.parseLong(Files.readString(pid).strip()));
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    assertEquals(143, process.exitValue());
    await(() -> children.stream().noneMatch(ProcessHandle::isAlive));
  }

  @Test
  void shortCommandsAreCompiledLess() throws Exception {
    tree.build("b1");
    java("printf '%s\\n' \"$@\"");

    assertTrue(flags("plugins").contains("-XX:TieredStopAtLevel=1"));
    assertTrue(flags("sample run").contains("-XX:CompileThresholdScaling=3"));
    assertTrue(flags("sweep plan.yaml").contains("-XX:CompileThresholdScaling=4"));
    List<String> train = flags("train --out plugins");
    assertTrue(train.contains("-XX:+UseG1GC"), train.toString());
    assertTrue(
        train.stream().noneMatch(flag -> flag.contains("Tiered") || flag.contains("Threshold")),
        train.toString());
  }

  private List<String> flags(String words) throws IOException, InterruptedException {
    return tree.shell(Map.of(), "./carousel " + words).out().lines().toList();
  }

  @Test
  void whyJavaDoesNotStartIsTold() throws Exception {
    tree.build("b1");

    Tree.Ended ended = tree.shell(Map.of("JAVA_OPTS", "-Xwrong"), "./carousel");

    assertEquals(1, ended.code());
    assertTrue(
        ended.err().contains("does not start with '-Xwrong' (JAVA_OPTS, CAROUSEL_OPTS). It says:"),
        ended.err());
    assertTrue(ended.err().contains("\nUnrecognized option: -Xwrong\n"), ended.err());
  }

  @Test
  void anAncientJavaIsCalledThat() throws Exception {
    tree.build("b1");
    tree.program(
        "java",
        "case $1 in -version) echo 'openjdk version \"1.8.0_402\"' >&2; exit 0 ;; esac",
        "echo 'Unrecognized option: --list-modules' >&2; exit 1");

    Tree.Ended ended = tree.run();

    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("bin/java is older than 9: set JAVA_HOME."), ended.err());
  }

  @Test
  void theFirstBuildSaysWhatItDoesAndNothingOfMaven() throws Exception {
    Tree.Ended ended = tree.run();

    assertEquals(7, ended.code());
    String err = ended.err();
    assertTrue(err.startsWith("carousel: building for the first time."), err);
    assertTrue(err.contains("205 files, 144 MB"), err);
    assertTrue(err.contains("carousel:   [1/6] core\ncarousel:   [6/6] cli\n"), err);
    assertFalse(err.contains("\u001B") || err.contains("INFO"), err);
    Path lib = tree.root().resolve("cli/target/builds").resolve(tree.builds().get(0) + "/lib");
    assertTrue(Files.exists(lib.resolve("core.jar")));
    assertTrue(Files.exists(lib.resolve("carousel-cli-1.jar")));
  }

  @Test
  void aBuildThatFailsShowsWhyAndIsNotUsed() throws Exception {
    maven("printf '\\033[1;31m[ERROR] a class is missing\\033[0m\\n'", "exit 1");

    Tree.Ended ended = tree.run();

    assertEquals(1, ended.code());
    assertTrue(ended.err().contains("\n[ERROR] a class is missing\n"), ended.err());
    assertTrue(
        ended.err().contains("carousel: the build failed; Maven's output is in"), ended.err());
    assertFalse(Files.exists(tree.root().resolve("cli/target/carousel.built")));
    assertFalse(Files.isSymbolicLink(tree.root().resolve("cli/target/carousel.lock")));
  }

  @Test
  void aBuildLeavesTheJarsOfRunsThatAreGoingOn() throws Exception {
    tree.run();
    String first = tree.builds().get(0);
    java("touch going; while :; do sleep 0.05; done");
    Process going = tree.start("exec ./carousel");
    await(() -> Files.exists(tree.root().resolve("going")));
    java("exit 7");

    for (int i = 0; i < 3; i++) {
      tree.change();
      assertEquals(7, tree.run().code());
    }
    List<String> whileGoing = tree.builds();
    going.destroyForcibly().waitFor();
    tree.change();
    tree.run();

    assertEquals(3, whileGoing.size(), whileGoing::toString);
    assertTrue(whileGoing.contains(first), whileGoing::toString);
    assertEquals(2, tree.builds().size());
    assertFalse(tree.builds().contains(first));
  }

  /** Numbers of processes begin anew, so that an old build may have a later name. */
  @Test
  void aBuildIsOldByItsTimeNotByItsName() throws Exception {
    tree.run();
    Path builds = tree.root().resolve("cli/target/builds");
    Path old = builds.resolve(tree.builds().get(0)).resolveSibling("29991231-235959-0032768");
    Files.createDirectories(old);
    Files.setLastModifiedTime(old, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));

    for (int i = 0; i < 2; i++) {
      tree.change();
      tree.run();
    }

    assertFalse(Files.exists(old));
    assertEquals(2, tree.builds().size());
  }

  @Test
  void twoAtTheSameTimeBuildOnce() throws Exception {
    maven(
        "sleep 0.5",
        "mkdir -p cli/target/lib",
        "touch cli/target/lib/core.jar cli/target/carousel-cli-1.jar");

    Tree.Ended ended = tree.shell(Map.of(), "./carousel & ./carousel; wait");

    assertEquals(1, Files.readString(folder.resolve("mvn.log")).lines().count(), ended.err());
    assertTrue(ended.err().contains("carousel: waiting for the build of process"), ended.err());
  }

  @Test
  void theLockOfAProcessThatWasKilledIsTaken() throws Exception {
    Files.createDirectories(tree.root().resolve("cli/target"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createSymbolicLink(
        tree.root().resolve("cli/target/carousel.lock"), Path.of(Long.toString(dead.pid())));

    assertEquals(7, tree.run().code());
  }

  @Test
  void aLockThatCannotBeMadeIsReported() throws Exception {
    tree.program("ln", "echo 'ln: Read-only file system' >&2; exit 1");

    Tree.Ended ended = tree.run();

    assertEquals(1, ended.code());
    assertTrue(
        ended.err().contains("which cannot be made: ln: Read-only file system"), ended.err());
  }

  @Test
  void aTreeThatCannotBeBuiltInSaysSo() throws Exception {
    Files.writeString(tree.root().resolve("cli/target"), "a file in its place");

    Tree.Ended ended = tree.run();

    assertEquals(1, ended.code());
    assertTrue(
        ended.err().startsWith("carousel: it must be built first, and there is no permission"));
    assertEquals(1, ended.err().lines().count(), ended.err());
  }

  @Test
  void anOlderBuildIsUsedWhereNoneCanBeMade() throws Exception {
    tree.build("b1");
    tree.change();
    tree.program("mkdir", "echo 'mkdir: Read-only file system' >&2; exit 1");

    Tree.Ended ended = tree.run();

    assertEquals(7, ended.code());
    assertTrue(
        ended.err().contains("carousel: the sources are newer than this build"), ended.err());
    assertTrue(ended.err().contains("(mkdir: Read-only file system)"), ended.err());
  }

  @Test
  void aLocaleOfAsciiBecomesOneOfUtf8() throws Exception {
    tree.build("b1");
    java("echo \"LC_ALL=${LC_ALL-} LC_CTYPE=${LC_CTYPE-}\"");
    tree.program(
        "locale",
        "case ${LC_ALL-}${LC_CTYPE-} in *UTF-8*) echo UTF-8 ;; *) echo ANSI_X3.4-1968 ;; esac");

    String unset = "unset LC_ALL LC_CTYPE LANG; ";
    assertEquals("LC_ALL=C.UTF-8 LC_CTYPE=\n", tree.shell(Map.of(), unset + "./carousel").out());
    assertEquals(
        "LC_ALL=C.UTF-8 LC_CTYPE=\n", tree.shell(Map.of(), unset + "LC_ALL=C ./carousel").out());
    assertEquals(
        "LC_ALL=de_DE.UTF-8 LC_CTYPE=\n",
        tree.shell(Map.of(), unset + "LC_ALL=de_DE.UTF-8 ./carousel").out());
  }

  @Test
  void aLocaleWithoutUtf8IsNamedIfAnArgumentNeedsIt() throws Exception {
    tree.build("b1");
    tree.program("locale", "echo ANSI_X3.4-1968");

    Tree.Ended plain = tree.run("--prompt", "what?");
    Tree.Ended refused = tree.shell(Map.of(), "./carousel --prompt caf\u00e9");

    assertEquals(7, plain.code());
    assertEquals(1, refused.code());
    assertTrue(refused.err().contains("set LC_ALL to a locale in UTF-8"), refused.err());
  }

  @Test
  void closedStreamsAreToldApartFromOpenOnes() throws Exception {
    tree.build("b1");

    Tree.Ended closedOut = tree.shell(Map.of(), "./carousel >&-");
    Tree.Ended closedErr = tree.shell(Map.of(), "./carousel 2>&- <&-");

    assertEquals(1, closedOut.code());
    assertTrue(closedOut.err().contains("carousel: standard output is closed"), closedOut.err());
    assertEquals(7, closedErr.code());
    assertEquals("a result\n", closedErr.out());
  }

  /** A condition on files. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    for (int i = 0; i < 1000; i++) {
      if (condition.holds()) {
        return;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("it does not come about");
  }
}
