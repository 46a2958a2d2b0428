package dev.carousel.benchmarks.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducePageTest {
  private static final String DOCUMENT =
      """
      {"results": [
        {"name": "small", "title": "A small one",
         "source": {"paper": "A paper, 1997", "place": "table 1", "read": false},
         "published": {"number": 8440.0, "unit": "sequences", "words": "It is solved."},
         "ours": "Smaller.", "criterion": "loss < 0.1", "seeds": [11, 12, 13],
         "verdict": "not reproduced", "sentence": "No.",
         "arms": [
           {"name": "a", "claim": "solves", "solved": 2, "seeds": 3, "cpuSeconds": 10.4,
            "settings": {"task": "adding", "hook": "none clip", "stack": "rnn > rnn", "batch": "8", "classes": "true"},
            "figure": {"mean": 0.9949, "ci95": [0.00001, 0.99]},
            "updatesNeeded": {"mean": 1234.4}},
           {"name": "b", "claim": "fails", "solved": 0, "seeds": 3, "cpuSeconds": 20.3,
            "settings": {"task": "adding"}, "figure": {"mean": null, "ci95": [null, null]},
            "updatesNeeded": {"mean": null}}],
         "orderings": [{"by": "metric", "sentence": "a is better than b.", "pValue": 0.0123},
                       {"by": "updates needed", "sentence": "So is b.", "pValue": 1e-9}]},
        {"name": "other", "title": "Another", "verdict": "reproduced", "sentence": "Yes.",
         "source": {"read": true}, "published": {"number": null}, "arms": [], "orderings": []}]}
      """;

  private static List<String> page() throws IOException {
    return ReproducePage.of(new ObjectMapper().readTree(DOCUMENT));
  }

  private static void assertLine(String line) throws IOException {
    assertTrue(page().contains(line), () -> line + " is missing");
  }

  @Test
  void theTableHasEveryResult() throws IOException {
    assertLine(
        "| [`small`](#small) | 8,440 sequences | a 2 of 3, b 0 of 3 | not reproduced | 31 |");
    assertLine("| [`other`](#other) | no figure quoted |  | reproduced | 0 |");
    assertTrue(page().get(2).endsWith(" from the runs below: 1 reproduced, 1 not reproduced."));
  }

  @Test
  void aSectionHasWhatWasPublishedAndEveryArm() throws IOException {
    assertLine(
        "- **Source:** A paper, 1997, table 1. Quoted from memory: not checked in the paper.");
    assertLine("- **Published:** It is solved.");
    assertLine("- **Verdict:** not reproduced. No.");
    assertLine("| a | all | 2 of 3 | 0.9949 | [1.0e-5, 0.9900] | 1,234 | 9,875 | 10 |");
    assertLine("| b | none | 0 of 3 |  |  | never | never | 20 |");
    assertLine("By metric: a is better than b. p = 0.0123.");
    assertLine("By updates needed: So is b. p < 0.0001.");
  }

  @Test
  void theCommandOfAnArmCanBeCopied() throws IOException {
    assertLine(
        String.join(
            " \\\n    ",
            "carousel train",
            "--task adding",
            "--hook none",
            "--hook clip",
            "--stack \"rnn > rnn\"",
            "--batch 8",
            "--classes",
            "--seed 11 --threads 1 --out run"));
  }

  @Test
  void theProgramWritesThePage(@TempDir Path folder) throws IOException {
    Path results = Files.writeString(folder.resolve("results.json"), DOCUMENT);
    Path page = folder.resolve("page.md");
    Console console =
        Console.of(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()));
    String[] arguments = {"--results", results.toString(), "--page", page.toString()};
    assertEquals(0, ReproduceMain.run(console, arguments));
    assertEquals(String.join("\n", page()) + "\n", Files.readString(page));
  }
}
