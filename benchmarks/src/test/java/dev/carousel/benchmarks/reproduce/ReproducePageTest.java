package dev.carousel.benchmarks.reproduce;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproducePageTest {
  @TempDir private Path work = Path.of("");

  private List<String> page(String run) throws IOException {
    Path file = Files.writeString(work.resolve("run.json"), run);
    Results results = new Results(List.of()).with(file, "abc", Samples.CATALOGUE);
    return ReproducePage.of(
        results.judged(Samples.CATALOGUE, file), results.missing(Samples.CATALOGUE));
  }

  private void assertLine(String line) throws IOException {
    List<String> page = page(Samples.run("small", "other"));
    assertTrue(page.contains(line), () -> line + "\nis missing in\n" + String.join("\n", page));
  }

  @Test
  void theTableHasEveryResult() throws IOException {
    assertLine(
        "| [`small`](#small) | 8,440 sequences | a 2 of 3, b 0 of 3 | not reproduced | 15 |");
    assertLine("| [`other`](#other) | no figure quoted | only 3 of 3 | reproduced | 8 |");
    String counts = page(Samples.run("other", "small")).get(2);
    assertTrue(counts.endsWith(" So far: 1 reproduced, 1 not reproduced."), counts);
  }

  @Test
  void aSectionHasWhatWasPublishedAndEveryArm() throws IOException {
    assertLine(
        "- **Source:** A paper, 1997, table 1. Quoted from memory: not checked in the paper.");
    assertLine("- **Source:** Another paper, 1998, figure 2.");
    assertLine("- **Published:** It is solved.");
    assertLine("- **Here:** Smaller.");
    assertLine("- **Solved where:** `loss < 0.1`");
    assertLine(
        "- **Verdict:** reproduced. As published; seeds that solved the task: only 3 of 3"
            + " (published: all).");
    assertLine("| a | all | 2 of 3 | 0.0667 | [-0.2201, 0.3535] | 63 | 500 | 8 |");
    assertLine("| b | none | 0 of 3 | 0.9050 | [0.8415, 0.9685] | never | never | 8 |");
  }

  /** Its settings and criterion are there, so that they are known before the outcome. */
  @Test
  void anExperimentWithoutOutcomesHasNoVerdict() throws IOException {
    List<String> page = page(Samples.run("small"));
    for (String line :
        List.of(
            "| [`other`](#other) | no figure quoted |  | not run yet |  |",
            "- **Source:** Another paper, 1998, figure 2.",
            "- **Verdict:** none. With these settings it was not run yet.",
            "## other")) {
      assertTrue(page.contains(line), () -> line + "\nis missing in\n" + String.join("\n", page));
    }
    assertTrue(page.get(2).endsWith(" So far: 1 not reproduced."), page.get(2));
  }

  @Test
  void orderingsHaveTheirTest() throws IOException {
    assertLine(
        "By metric: Whether a or b is better is uncertain: 0 of 3 trainings failed, 1 of 3 of the"
            + " other; otherwise -100 % [-107 to -93] over 2 seeds, not significant. p = 1.0000.");
  }

  @Test
  void theCommandOfAnArmCanBeCopied() throws IOException {
    assertLine(
        String.join(
            " \\\n    ",
            "carousel train",
            "--task adding:sequences=5,valid=6",
            "--stack \"rnn > rnn\"",
            "--hook none",
            "--hook clip",
            "--classes",
            "--batch 8",
            "--updates 100",
            "--evaluate-every 25",
            "--seed 11 --threads 1 --out run"));
  }

  @Test
  void thePageNamesThePrograms() throws IOException {
    assertLine("- **Program:** Carousel 1.2.3, sources of commit abc, Java 17.0.1.");
    Path file = Files.writeString(work.resolve("first.json"), Samples.run("small", "other"));
    Path second = Files.writeString(work.resolve("second.json"), Samples.run("other"));
    Results results =
        new Results(List.of())
            .with(file, "abc", Samples.CATALOGUE)
            .with(second, "def", Samples.CATALOGUE);
    assertTrue(
        ReproducePage.of(results.judged(Samples.CATALOGUE, file), List.of())
            .contains(
                "- **Program:** Carousel 1.2.3, sources of commit abc, Java 17.0.1 (`small`);"
                    + " Carousel 1.2.3, sources of commit def, Java 17.0.1 (`other`)."));
  }
}
