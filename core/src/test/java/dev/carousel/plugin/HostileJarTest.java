package dev.carousel.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.error.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars that would take more than they give: room, time, or code from elsewhere. */
class HostileJarTest {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String START = "Manifest-Version: 1.0\n";

  @TempDir Path folder;

  private void jar(Map<String, String> entries) throws IOException {
    try (OutputStream file = Files.newOutputStream(folder.resolve("hostile.jar"));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Map.Entry<String, String> entry : entries.entrySet()) {
        out.putNextEntry(new ZipEntry(entry.getKey()));
        out.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
      }
    }
  }

  private List<PluginProblem> problems() {
    try (PluginDiscovery discovery = PluginDiscovery.in(List.of(folder))) {
      return discovery.problems();
    }
  }

  private void leftOut(String... parts) {
    List<PluginProblem> problems = problems();
    assertEquals(1, problems.size(), problems::toString);
    for (String part : parts) {
      assertTrue(problems.get(0).message().contains(part), problems::toString);
    }
    assertEquals("hostile.jar", problems.get(0).jar());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../elsewhere.jar",
        "good.jar /tmp/elsewhere.jar",
        "file:/tmp/elsewhere.jar",
        "https://example.org/elsewhere.jar",
        "lib/../../elsewhere.jar",
        "%2e%2e/elsewhere.jar",
        "..\\elsewhere.jar"
      })
  void aClassPathThatLeavesTheFolderIsRefused(String path) throws IOException {
    jar(Map.of(MANIFEST, START + "Class-Path: " + path + "\n"));
    leftOut("hostile.jar is left out", "the Class-Path", "'" + path.replace("good.jar ", ""));
  }

  /** As Maven writes it where a plugin depends on others. */
  @Test
  void aClassPathWithinTheFolderIsTaken() throws IOException {
    jar(Map.of(MANIFEST, START + "Class-Path: carousel-core-0.1.0.jar lib/x_1+b.jar\n"));
    assertEquals(List.of(), problems());
  }

  @Test
  void anIndexIsRefused() throws IOException {
    jar(Map.of("META-INF/INDEX.LIST", "JarIndex-Version: 1.0\n\n../elsewhere.jar\nx\n"));
    leftOut("META-INF/INDEX.LIST", "build it without");
  }

  @Test
  void severalManifestsAreRefused() throws IOException {
    Map<String, String> entries = new LinkedHashMap<>();
    entries.put(MANIFEST, START);
    entries.put("META-INF/Manifest.mf", START + "Class-Path: ../elsewhere.jar\n");
    jar(entries);
    leftOut("several manifests");
  }

  @Test
  void aManifestThatUnpacksToFarMoreIsRefused() throws IOException {
    jar(Map.of(MANIFEST, START + "A: x\n".repeat(JarCheck.LONGEST_MANIFEST / 5)));
    leftOut("its manifest has more than 1048576 bytes", "build it again");
  }

  @Test
  void aServiceFileThatUnpacksToFarMoreIsRefused() throws IOException {
    String service = PluginKind.CELL.serviceFile();
    jar(Map.of(service, "a".repeat(100_000_000)));
    leftOut("service file for cells of hostile.jar", service + " has more than 16384 bytes");
  }

  @Test
  void afterManyWrongEntriesTheRestIsNotLookedAt() throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 2000; i++) {
      names.append("x.C").append(i).append('\n');
    }
    jar(Map.of(PluginKind.HOOK.serviceFile(), names.toString()));
    assertEquals(PluginSearch.MOST_WRONG, problems().size());
  }

  @Test
  void namesThatLeaveTheJarAreOfNoUse() throws IOException {
    jar(Map.of("../../escaped.txt", "x", "META-INF/services/../../../escaped.txt", "y"));
    assertEquals(List.of(), problems());
    assertTrue(Files.notExists(folder.resolve("../../escaped.txt")));
    assertTrue(Files.notExists(folder.resolve("escaped.txt")));
  }

  @Test
  void whatAJarSaysIsSpeltOut() throws IOException {
    jar(Map.of(PluginKind.CELL.serviceFile(), "evil\u001B[2J\n" + "y".repeat(9000) + "!"));
    List<PluginProblem> problems = problems();
    assertTrue(problems.size() >= 1, problems::toString);
    for (PluginProblem problem : problems) {
      assertTrue(problem.message().chars().allMatch(Printable::isPrintable), problem::message);
      assertTrue(problem.message().length() <= 1000, problem::message);
    }
  }

  @Test
  void aFolderInPlaceOfAJarIsRefused() throws IOException {
    Files.createDirectory(folder.resolve("hostile.jar"));
    leftOut("it is a folder");
  }
}
