package dev.carousel.benchmarks.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationPageTest {
  private static final Path PAGE = Path.of("../docs/forecast-calibration.md");
  private static final String TABLE =
      "../flow/src/test/resources/dev/carousel/flow/diagnosis/forecast-calibration.csv";

  /** The maximum number of words: the page tells a result, not every case. */
  private static final int WORDS = 800;

  @TempDir Path work;

  private List<String> made() throws IOException {
    Path page = work.resolve("page.md");
    StringWriter words = new StringWriter();
    PrintWriter out = new PrintWriter(words, true);
    String[] request = {"--table", TABLE, "--read", "--page", page.toString()};
    assertEquals(0, ForecastMain.run(Console.of(out, out), request), words::toString);
    return Files.readAllLines(page);
  }

  @Test
  void thePageIsThatOfTheStoredTable() throws IOException {
    assertEquals(made(), Files.readAllLines(PAGE));
  }

  @Test
  void theResultComesFirst() throws IOException {
    List<String> page = made();
    List<String> result = page.subList(0, page.indexOf("## How it was measured"));
    String text = String.join("\n", result);
    for (String part :
        List.of(
            "the lag is above 18 and the share of the carousel is below 0.0000041",
            "- **Precision: 70 %.** Of the 64 runs called unlikely, 45 did not learn.",
            "- **Recall: 63 %.** Of the 71 runs that did not learn, 45 were called unlikely.",
            "- **Base rate: 45 %.** Of all 158 runs, 71 did not learn.",
            "- Of the 94 other runs, 68 learnt.")) {
      assertTrue(text.contains(part), () -> part + " in\n" + text);
    }
  }

  @Test
  void thePageIsShortAndHasOneTable() throws IOException {
    List<String> page = made();
    int words = String.join(" ", page).split("\\s+").length;
    assertTrue(words <= WORDS, () -> words + " words");
    assertEquals(1, page.stream().filter(line -> line.startsWith("|---")).count());
  }
}
