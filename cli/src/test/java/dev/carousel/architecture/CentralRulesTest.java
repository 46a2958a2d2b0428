package dev.carousel.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code .ci/CentralRules.java} finds in a folder that is to be published. */
class CentralRulesTest {
  private static final String PARENT = "org/example/parent/1/parent-1.pom";
  private static final String CALM = "org/example/calm/1/calm-1";
  private static final String GOOD_PARENT =
      """
      <project>
        <groupId>org.example</groupId><artifactId>parent</artifactId><version>1</version>
        <packaging>pom</packaging>
        <name>parent</name><description>A parent.</description><url>https://example.org</url>
        <licenses><license><name>A</name><url>https://example.org/a</url></license></licenses>
        <developers><developer><name>D</name></developer></developers>
        <scm><connection>scm:git:x</connection><url>https://example.org/scm</url></scm>
      </project>
      """;
  private static final String GOOD_CHILD =
      """
      <project>
        <parent><groupId>org.example</groupId><artifactId>parent</artifactId><version>1</version></parent>
        <artifactId>calm</artifactId><name>calm</name>
      </project>
      """;

  private static final Path SOURCE = Path.of("..", ".ci", "CentralRules.java");

  @TempDir private static Path classes = Path.of("");
  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void compileOnce() {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    int code = compiler.run(null, null, null, "-d", classes.toString(), SOURCE.toString());
    assertEquals(0, code);
  }

  @BeforeEach
  void aFolderInOrder() throws IOException {
    publish(PARENT, GOOD_PARENT.getBytes(UTF_8));
    publish(CALM + ".pom", GOOD_CHILD.getBytes(UTF_8));
    jar(CALM + ".jar", "Calm.class");
    jar(CALM + "-sources.jar", "Calm.java");
    jar(CALM + "-javadoc.jar", "index.html");
  }

  /** From its source, as a release runs it. */
  @Test
  void aFolderInOrderIsCounted() throws IOException, InterruptedException {
    List<String> said = said(SOURCE.toString());
    assertEquals(List.of("Central's rules are kept by 2 artifacts in " + folder, "0"), said);
  }

  @Test
  void whatAPomLacksIsNamedUnlessAParentHasIt() throws IOException, InterruptedException {
    publish(PARENT, GOOD_PARENT.replaceAll("<licenses>.*</licenses>", "").getBytes(UTF_8));
    publish(CALM + ".pom", GOOD_CHILD.replace("<name>calm</name>", "").getBytes(UTF_8));
    refused(
        CALM + ".pom: has no name",
        CALM + ".pom: has no licenses/license/name",
        CALM + ".pom: has no licenses/license/url",
        PARENT + ": has no licenses/license/name",
        PARENT + ": has no licenses/license/url");
  }

  @Test
  void jarsAreThereAndHoldWhatTheyAreFor() throws IOException, InterruptedException {
    Files.delete(folder.resolve(CALM + "-javadoc.jar"));
    jar(CALM + "-sources.jar", "LICENSE");
    publish(CALM + ".jar", new byte[] {1, 2, 3});
    refused(
        CALM + ".jar: is no jar",
        CALM + "-sources.jar: has no .java",
        CALM + "-javadoc.jar: is missing");
  }

  @Test
  void everyFileIsSignedAndHasChecksums() throws IOException, InterruptedException {
    Files.delete(folder.resolve(CALM + ".jar.asc"));
    Files.writeString(folder.resolve(CALM + ".pom.asc"), "none");
    Files.delete(folder.resolve(CALM + ".pom.md5"));
    Files.writeString(folder.resolve(CALM + ".pom.sha1"), "00");
    refused(
        CALM + ".jar: has no signature (.asc)",
        CALM + ".pom.asc: is no armored signature",
        CALM + ".pom: has no checksum (.md5)",
        CALM + ".pom.sha1: is the checksum of something else");
  }

  @Test
  void whatNobodyPublishesCannotBeNeeded() throws IOException, InterruptedException {
    String dependencies =
        """
        <dependencies>
          <dependency><groupId>org.example</groupId><artifactId>hidden</artifactId></dependency>
          <dependency><groupId>org.example</groupId><artifactId>tests</artifactId><scope>test</scope></dependency>
        </dependencies>
        </project>\
        """;
    publish(CALM + ".pom", GOOD_CHILD.replace("</project>", dependencies).getBytes(UTF_8));
    refused(CALM + ".pom: needs hidden, which is not published");
  }

  @Test
  void aPomInTheWrongPlaceOrOfASnapshot() throws IOException, InterruptedException {
    String snapshot = GOOD_PARENT.replace("<version>1<", "<version>1-SNAPSHOT<");
    publish(PARENT, snapshot.getBytes(UTF_8));
    refused(PARENT + ": is the pom of org.example:parent:1-SNAPSHOT", PARENT + ": is a snapshot");
  }

  @Test
  void anEmptyFolderIsNoRelease() throws IOException, InterruptedException {
    folder = Files.createDirectory(folder.resolve("empty"));
    assertEquals(
        List.of("Maven Central would refuse this:", "  " + folder + ": no pom is in it", "1"),
        said());
  }

  private void refused(String... lines) throws IOException, InterruptedException {
    List<String> said = said();
    assertEquals("Maven Central would refuse this:", said.get(0));
    assertEquals(
        List.of(lines), said.subList(1, said.size() - 1).stream().map(String::strip).toList());
    assertEquals("1", said.get(said.size() - 1));
  }

  /** The lines of both outputs, and the exit code. */
  private List<String> said() throws IOException, InterruptedException {
    return said("-XX:TieredStopAtLevel=1", "-cp", classes.toString(), "CentralRules");
  }

  private List<String> said(String... program) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(program));
    command.add(folder.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return (output + process.waitFor()).lines().toList();
  }

  private void jar(String name, String entry) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry(entry));
    }
    publish(name, Files.readAllBytes(file));
  }

  private void publish(String name, byte[] content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
    Files.writeString(folder.resolve(name + ".asc"), "-----BEGIN PGP SIGNATURE-----\n");
    Files.writeString(folder.resolve(name + ".md5"), sum("MD5", content));
    Files.writeString(folder.resolve(name + ".sha1"), sum("SHA-1", content));
  }

  private static String sum(String algorithm, byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new AssertionError(everyJavaHasIt);
    }
  }
}
