package dev.carousel.examples.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;

/** The cells of the notebook run in order, as a Java kernel runs them. */
class NotebookTest {
  private static final Path NOTEBOOK = Path.of("notebook", "gradient-flow.ipynb");

  private static List<String> cells() throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(NOTEBOOK.toFile()).get("cells")) {
      if (cell.get("cell_type").asText().equals("code")) {
        cells.add(
            StreamSupport.stream(cell.get("source").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining()));
      }
    }
    return cells;
  }

  @Test
  void everyCellRunsAndTheReportIsShown() throws IOException {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream before = System.out;
    System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      shell.addToClasspath(System.getProperty("java.class.path"));
      for (String cell : cells()) {
        run(shell, cell);
      }
      double loss = Double.parseDouble(shell.eval("loss").get(0).value());
      assertTrue(loss < 3, "the network learns: " + loss);
    } finally {
      System.setOut(before);
    }
    String report = shown.toString(StandardCharsets.UTF_8);
    assertTrue(report.contains("state h: ") && report.contains("state c: "), report);
    assertTrue(report.contains("   0   1.0e+00  ####"), report);
  }

  private static void run(JShell shell, String cell) {
    String rest = cell;
    while (!rest.isBlank()) {
      CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
      for (SnippetEvent event : shell.eval(next.source())) {
        String told =
            shell.diagnostics(event.snippet()).map(d -> d.getMessage(null)).toList().toString();
        assertEquals(Snippet.Status.VALID, event.status(), next.source() + told);
        assertNull(event.exception(), next.source());
      }
      rest = next.remaining();
    }
  }

  @Test
  void theScriptHasTheSameCode() throws IOException {
    String script = Files.readString(NOTEBOOK.resolveSibling("gradient-flow.jsh"));
    assertEquals(String.join("\n\n", cells()) + "\n", script);
  }
}
