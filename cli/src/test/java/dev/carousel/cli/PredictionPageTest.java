package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of evaluate and predict, as the commands write them. */
class PredictionPageTest {
  private static final Pattern DATA = Pattern.compile("id=\"data\">(.*?)</script>", Pattern.DOTALL);
  private static final int LARGEST = 3_000_000;
  private static final int GROUPS = 30;
  private static final int DAYS = 40;
  private static final String MARKUP = "</script><b>bold</b>";

  @TempDir private static Path work = Path.of("");
  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void train() {
    StringBuilder csv = new StringBuilder("meter,day,load,sky\n");
    StringBuilder labelled = new StringBuilder("id,x,kind\n");
    for (int group = 0; group < GROUPS; group++) {
      String name = group == GROUPS - 1 ? "\"" + MARKUP + "\"" : "m" + group;
      for (int day = 0; day < DAYS; day++) {
        csv.append(name).append(',').append(LocalDate.of(2024, 1, 1).plusDays(day));
        csv.append(',').append(100 * group + 10 * Math.sin(day));
        csv.append(',').append(day / 2 % 2 == 0 ? "sun" : "rain").append('\n');
      }
      for (int row = 0; row < 5; row++) {
        labelled.append('g').append(group).append(',').append(row * (group % 3));
        labelled.append(",k").append(group % 3).append('\n');
      }
    }
    Samples.write(work.resolve("meters.csv"), csv.toString());
    Samples.write(work.resolve("labelled.csv"), labelled.toString());
    Samples.text(work);
    String roles = "--csv @/meters.csv --group meter --time day ";
    String quantiles = " --loss quantile:levels=0.1/0.5/0.9";
    trained("quantiles", roles + "--target load --window 5 --horizon 3 --valid 0.3" + quantiles);
    trained("classes", roles + "--target sky --input load --ahead 1");
    trained("labels", "--csv @/labelled.csv --group id --target kind --input x");
    trained("text", "--text @/text.txt");
  }

  private static void trained(String run, String line) {
    answer("train --out @/" + run + " " + line + " --units 4 --batch 8 --updates 6").succeeded();
  }

  private static Answer answer(String line) {
    return Answer.to(line.replace("@", work.toString()).split(" +"));
  }

  private JsonNode page(String line) throws IOException {
    Path file = folder.resolve("page.html");
    answer(line + " --html " + file).succeeded();
    String page = Files.readString(file);
    assertTrue(page.length() < LARGEST, () -> page.length() + " characters");
    assertTrue(page.endsWith("</html>\n"));
    Matcher data = DATA.matcher(page);
    assertTrue(data.find());
    return new ObjectMapper().readTree(data.group(1));
  }

  private static List<String> strings(JsonNode list) {
    List<String> all = new ArrayList<>();
    list.forEach(each -> all.add(each.asText()));
    return all;
  }

  /** The figures are those of the JSON document, rounded; nothing is computed again. */
  @Test
  void thePageHasTheFiguresOfTheDocument() throws IOException {
    String line = "evaluate @/quantiles --season 7 --backtest 2";
    JsonNode page = page(line);
    JsonNode json = answer(line + " --json -").succeeded().json();
    JsonNode row = page.at("/scores/tables/0/rows/0");
    assertEquals("network", row.get("name").asText());
    assertEquals(json.at("/metrics/mae").asDouble(), row.at("/values/0").asDouble(), 1e-4);
    assertEquals(
        List.of("network", "last value", "value of 7 rows before", "training mean"),
        page.at("/scores/tables/0/rows").findValuesAsText("name"));
    assertEquals(3, page.at("/scores/steps/0/rows/0/values").size());
    assertEquals(
        json.at("/metrics/byStep/2/mae").asDouble(),
        page.at("/scores/steps/0/rows/0/values/2").asDouble(),
        1e-4);
    assertEquals(
        json.at("/backtest/byOrigin/1/metrics/mae").asDouble(),
        page.at("/scores/backtest/lines/0/rows/0/values/1").asDouble(),
        1e-4);
    assertEquals(
        json.at("/metrics/coverage").asDouble(),
        page.at("/scores/coverage/0/intervals/0/coverage").asDouble(),
        1e-6);
    assertTrue(page.at("/scores/confusion").isMissingNode());
  }

  /** Each row of the part is predicted once, beside what the table holds. */
  @Test
  void samplesAreThePredictionsOfPredict() throws IOException {
    JsonNode page = page("evaluate @/quantiles --csv @/meters.csv");
    JsonNode samples = page.get("samples");
    assertEquals(GROUPS, samples.get("groups").asInt());
    assertEquals(12, samples.get("samples").size());
    JsonNode first = samples.at("/samples/0");
    List<String> steps = strings(first.get("steps"));
    assertEquals(List.of("1", "2", "3"), steps.subList(0, 3));
    List<String> days = strings(first.get("places"));
    assertEquals(days.stream().distinct().toList(), days);
    int at = 4;
    List<String> lines =
        answer("predict @/quantiles @/meters.csv").succeeded().out().lines().toList();
    String wanted = "m0," + days.get(at) + ",";
    String line =
        lines.stream()
            .filter(each -> each.startsWith(wanted))
            .filter(each -> each.split(",")[3].equals(steps.get(at)))
            .findFirst()
            .orElseThrow();
    String[] cells = line.split(",");
    JsonNode numbers = first.at("/numbers/0");
    assertEquals(Double.parseDouble(cells[4]), numbers.at("/values/" + at).asDouble(), 1e-3);
    assertEquals(Double.parseDouble(cells[5]), numbers.at("/quantiles/0/" + at).asDouble(), 1e-3);
    assertEquals(Double.parseDouble(cells[8]), numbers.at("/truth/" + at).asDouble(), 1e-3);
  }

  @Test
  void classesHaveAConfusionMatrixAndProbabilities() throws IOException {
    JsonNode page = page("evaluate @/classes");
    JsonNode json = answer("evaluate @/classes --json -").succeeded().json();
    assertEquals(json.at("/confusion/counts"), page.at("/scores/confusion/counts"));
    assertEquals(
        json.at("/metrics/classes/sun/recall").asDouble(),
        page.at("/scores/classes/1/recall").asDouble(),
        1e-6);
    JsonNode classes = page.at("/samples/samples/0/classes");
    assertEquals(List.of("rain", "sun"), strings(classes.get("names")));
    double sum =
        classes.at("/probabilities/0/0").asDouble() + classes.at("/probabilities/1/0").asDouble();
    assertEquals(1, sum, 1e-5);
    JsonNode labels = page("evaluate @/labels --csv @/labelled.csv");
    assertEquals(1, labels.at("/samples/samples").size());
    assertEquals(
        IntStream.range(0, GROUPS).mapToObj(g -> "g" + g).toList(),
        strings(labels.at("/samples/samples/0/places")));
  }

  @Test
  void aTextHasItsLossAlone() throws IOException {
    JsonNode page = page("evaluate @/text");
    assertTrue(page.at("/samples").isMissingNode());
    assertTrue(page.at("/scores/confusion").isMissingNode());
    assertTrue(page.at("/scores/cards/0/facts").toString().contains("nats per symbol"));
  }

  @Test
  void predictionsAreDrawnWithAndWithoutScores() throws IOException {
    JsonNode page = page("predict @/quantiles @/meters.csv");
    assertTrue(page.at("/scores").isMissingNode());
    assertEquals(List.of(), strings(page.at("/baselines")));
    JsonNode first = page.at("/samples/samples/0");
    int last = first.get("places").size() - 1;
    assertEquals("2024-02-12", first.at("/places/" + last).asText(), "three days beyond the end");
    assertTrue(first.at("/numbers/0/truth/" + last).isNull());
    assertTrue(first.at("/numbers/0/values/" + last).isNumber());
    JsonNode scored = page("predict @/quantiles @/meters.csv --score --season 7");
    assertTrue(scored.at("/scores/cards/0/claim").asText().contains("mean absolute error"));
    assertEquals(3, scored.at("/samples/samples/0/numbers/0/baselines").size());
    assertEquals(MARKUP, page.at("/samples/samples/11/group").asText());
  }

  @Test
  void rowsBeyondTheEndFollowThoseBefore() throws IOException {
    JsonNode first = page("predict @/quantiles @/meters.csv --steps 2").at("/samples/samples/0");
    assertEquals(DAYS + 2, first.get("places").size());
    assertEquals(
        Stream.concat(IntStream.range(0, DAYS).mapToObj(i -> "0"), Stream.of("1", "2")).toList(),
        strings(first.get("steps")));
    assertTrue(first.at("/numbers/0/truth/" + (DAYS - 1)).isNumber());
    assertTrue(first.at("/numbers/0/values/" + (DAYS - 1)).isNull());
    assertTrue(first.at("/numbers/0/values/" + DAYS).isNumber());
  }

  @Test
  void thePageChangesNothingElse() throws IOException {
    String page = folder.resolve("page.html").toString();
    for (String line : List.of("evaluate @/quantiles", "predict @/classes @/meters.csv")) {
      assertEquals(answer(line).out(), answer(line + " --html " + page).succeeded().out());
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(1, files.count(), "no file is left behind");
    }
  }

  @Test
  void whatCannotBeDrawnOrWrittenIsRefused() throws IOException {
    String page = folder.resolve("page.html").toString();
    answer("predict @/classes --follow --html " + page)
        .failed(2, "--html has no effect here: rows are answered one by one");
    answer("evaluate @/text --html -").failed(2, "standard output", "a file name");
    answer("predict @/classes @/meters.csv --html -").failed(2, "standard output");
    answer("predict @/classes @/meters.csv --out " + page + " --html " + page)
        .failed(2, "name the same file", page);
    String both = folder.resolve("both").toString();
    answer("evaluate @/text --json " + both + " --html " + both).failed(2, "name the same file");
    answer("evaluate @/text --html " + folder.resolve("none/page.html"))
        .failed(2, "The HTML file", "no folder");
    Files.writeString(folder.resolve("mine.html"), "<p>mine");
    answer("predict @/classes --html " + folder.resolve("mine.html"))
        .failed(2, "would replace another file");
    assertEquals("<p>mine", Files.readString(folder.resolve("mine.html")));
    assertFalse(Files.exists(Path.of(page)));
  }
}
