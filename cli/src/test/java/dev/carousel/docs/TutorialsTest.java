package dev.carousel.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the tutorials, run one after the other in an empty folder. */
class TutorialsTest {
  private static final Pattern COMMAND = Pattern.compile("(?m)^    ((?:java|\\./carousel) .*)$");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  @TempDir private Path work = Path.of("");

  /** Runs all commands of a page; what those of Carousel told, in order. */
  private List<String> run(String name) throws IOException, InterruptedException {
    String page = Files.readString(Page.ROOT.resolve("docs").resolve(name));
    List<String> told = new ArrayList<>();
    Matcher command = COMMAND.matcher(page.replaceAll("\\\\\n *", ""));
    while (command.find()) {
      String line = command.group(1);
      List<String> words = new ArrayList<>(List.of(JAVA.toString()));
      if (line.startsWith("java ")) {
        words.addAll(List.of(line.substring("java ".length()).split(" +")));
        words.set(1, Page.ROOT.resolve(words.get(1)).toString());
      } else {
        words.addAll(
            List.of("-cp", System.getProperty("java.class.path"), "dev.carousel.cli.Main"));
        words.addAll(List.of(line.substring("./carousel ".length()).split(" +")));
        words.add("--no-progress");
      }
      Process process =
          new ProcessBuilder(words).directory(work.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String answer = new String(process.getInputStream().readAllBytes());
      assertEquals(0, process.waitFor(), line + "\n" + answer);
      if (!line.startsWith("java ")) {
        told.add(answer);
      }
    }
    return told;
  }

  private List<String> lines(String file) throws IOException {
    try (Stream<String> lines = Files.lines(work.resolve(file))) {
      return lines.toList();
    }
  }

  @Test
  void fromACsvToAForecast() throws Exception {
    List<String> told = run("csv-to-forecast.md");
    assertEquals(5, told.size());
    assertTrue(told.get(0).contains("in 3 groups"), told.get(0));
    for (String score : told.subList(1, 3)) {
      assertTrue(error(score, "Score ") < error(score, "last value") / 2, score);
    }
    assertTrue(error(told.get(2), "Score ") < error(told.get(2), "7 rows before"), told.get(2));
    assertEquals(
        "shop,day,row,step,sales,sales_p10,sales_p50,sales_p90,sales_truth",
        lines("next-week.csv").get(0));
    assertEquals(1 + 3 * 7, lines("next-week.csv").size());
    assertTrue(lines("next-week.csv").get(1).startsWith("harbour,2025-12-31,,1,"));
    assertEquals(lines("next-week.csv"), lines("later.csv"));
    assertTrue(lines("scored.csv").size() > 3000);
  }

  /** The mean absolute error on a line of scores. */
  private static double error(String told, String line) {
    Matcher found = Pattern.compile(line + "[^\\n]*mae ([0-9.]+)").matcher(told);
    assertTrue(found.find(), told);
    return Double.parseDouble(found.group(1));
  }

  /** The names of the new files tell the truth, which the network does not see. */
  @Test
  void classifyRecordings() throws Exception {
    List<String> told = run("classify-recordings.md");
    assertEquals(3, told.size());
    List<String> rows = lines("classes.csv");
    assertEquals(1 + 15, rows.size());
    assertTrue(rows.get(0).startsWith("group,class,p_rest,p_run,p_walk"), rows.get(0));
    long correct =
        rows.stream()
            .skip(1)
            .map(row -> row.split(","))
            .filter(cells -> cells[0].startsWith(cells[1]))
            .count();
    assertTrue(correct >= 13, correct + " of 15");
  }
}
