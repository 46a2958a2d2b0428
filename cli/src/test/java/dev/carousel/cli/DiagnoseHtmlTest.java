package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.JsonText;
import dev.carousel.refusal.OnSomeMachines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseHtmlTest {
  @TempDir private Path folder = Path.of("");

  private Answer diagnose(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--untrained", "--cell", "gru", "--units", "6", "--lag", "20"));
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0]));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void pageStandsBesideTheJsonThatItShows() throws IOException {
    Path page = folder.resolve("flow.html");
    Path json = folder.resolve("flow.json");
    Answer answer = diagnose("--html", page.toString(), "--json", json.toString()).succeeded();
    assertTrue(answer.out().contains("Verdict"), answer.out());
    Map<String, Object> report =
        new ObjectMapper().readValue(json.toFile(), new TypeReference<>() {});
    String embedded = JsonText.toShortJson(report).replace("&", "\\u0026");
    assertTrue(Files.readString(page).contains(embedded), "the page holds the JSON, rounded");
    assertEquals(List.of("flow.html", "flow.json", "text.txt"), files());
  }

  @Test
  void pageChangesNothingOfTheReport() {
    String page = folder.resolve("flow.html").toString();
    assertEquals(diagnose().out(), diagnose("--html", page).out());
    assertEquals(
        diagnose("--json", "-").succeeded().json().get("runs"),
        diagnose("--json", "-", "--html", page).succeeded().json().get("runs"));
  }

  @Test
  void pageReplacesTheFileOfItsNameAsAWhole() throws IOException {
    Path page = folder.resolve("flow.html");
    String old = "<!doctype html><title>Gradient flow through time</title>";
    Files.writeString(page, old);
    Path other = Files.createLink(folder.resolve("other.html"), page);
    diagnose("--html", page.toString()).succeeded();
    assertTrue(Files.readString(page).endsWith("</html>\n"));
    assertTrue(Files.readString(other).equals(old), "the old file was written over");
    assertEquals(List.of("flow.html", "other.html", "text.txt"), files());
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnythingIsMeasured() throws IOException {
    diagnose("--html", "-").failed(2, "standard output", "a file name", "--json -");
    String missing = folder.resolve("none/flow.html").toString();
    diagnose("--html", missing)
        .failed(2, "The HTML file", "no folder " + folder.resolve("none"), "folder that exists");
    diagnose("--html", folder.toString()).failed(2, "a folder of that name");
    Path file = Files.writeString(folder.resolve("file"), "x");
    diagnose("--html", file.resolve("flow.html").toString()).failed(2, file + " is a file");
    String both = folder.resolve("both").toString();
    diagnose("--html", both, "--json", both).failed(2, "name the same file", both);
    assertFalse(Files.exists(Path.of(both)));
  }

  @Test
  @OnSomeMachines
  void folderThatMayNotBeWrittenToIsRefused() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assertTrue(closed.toFile().setWritable(false));
    assumeFalse(Files.isWritable(closed), "this user may write everywhere");
    diagnose("--html", closed.resolve("flow.html").toString())
        .failed(2, "no permission to write into " + closed);
  }
}
