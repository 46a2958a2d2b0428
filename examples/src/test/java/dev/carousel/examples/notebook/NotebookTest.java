package dev.carousel.examples.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script runs in the JDK's jshell; the cells that only a notebook has, in a kernel's place. */
class NotebookTest {
  private static final Path NOTEBOOK = Path.of("notebook", "gradient-flow.ipynb");
  private static final Path SCRIPT = NOTEBOOK.resolveSibling("gradient-flow.jsh");

  @TempDir private Path folder = Path.of("");

  /** The cells with code: those that need a kernel, or the others. */
  private static List<String> cells(boolean needKernel) throws IOException {
    List<String> cells = new ArrayList<>();
    for (JsonNode cell : new ObjectMapper().readTree(NOTEBOOK.toFile()).get("cells")) {
      boolean isForKernel = cell.get("metadata").path("tags").toString().contains("kernel");
      if (cell.get("cell_type").asText().equals("code") && isForKernel == needKernel) {
        cells.add(
            StreamSupport.stream(cell.get("source").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining()));
      }
    }
    return cells;
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theScriptRunsInJshell() throws IOException, InterruptedException {
    Path carousel = folder.resolve("carousel");
    Files.writeString(carousel, "#!/bin/sh\necho \"$@\" > " + folder.resolve("asked") + "\n");
    assertTrue(carousel.toFile().setExecutable(true));
    Path more = folder.resolve("more");
    Files.writeString(more, "System.out.println(\"loss \" + loss + \" code \" + code);\n");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
            "-J-Djava.util.prefs.userRoot=" + folder,
            "--class-path",
            classPath(),
            SCRIPT.toString());
    builder.environment().put("CAROUSEL", carousel.toString());
    builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
    int code =
        builder
            .redirectInput(more.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start()
            .waitFor();
    String shown = Files.readString(out);
    assertEquals(0, code, shown);
    assertFalse(shown.contains("Error:") || shown.contains("Exception"), shown);
    assertTrue(shown.contains("state h: ") && shown.contains("state c: "), shown);
    assertTrue(shown.contains("   0   1.0e+00  ####"), shown);
    Matcher loss = Pattern.compile("loss (\\S+) code 0").matcher(shown);
    assertTrue(loss.find(), shown);
    assertTrue(Double.parseDouble(loss.group(1)) < 3, "the network learns: " + loss.group());
    String asked = Files.readString(folder.resolve("asked"));
    assertTrue(asked.startsWith("diagnose --no-progress --text "), asked);
  }

  /** Of this JVM; jshell refuses entries that are not there. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.exists(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  void thePageIsShownInAFrameWithItsMarkupEscaped() throws IOException {
    Path page = folder.resolve("page.html");
    Files.writeString(page, "<p title=\"a & b\">report</p>");
    try (JShell shell = JShell.builder().executionEngine("local").build()) {
      run(shell, "import java.nio.file.*;");
      run(shell, "String shown; void display(String html, String type) { shown = type + html; }");
      run(shell, "Path page = Path.of(\"" + page.toString().replace("\\", "/") + "\");");
      for (String cell : cells(true)) {
        run(shell, cell);
      }
      String shown = shell.eval("shown.replace((char) 34, (char) 39)").get(0).value();
      assertEquals(
          "\"text/html<iframe width='100%' height='900' sandbox='allow-scripts'"
              + " srcdoc='<p title=&quot;a &amp; b&quot;>report</p>'></iframe>\"",
          shown);
    }
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
    assertEquals(String.join("\n\n", cells(false)) + "\n", Files.readString(SCRIPT));
  }
}
