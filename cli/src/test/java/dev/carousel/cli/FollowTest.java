package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.cli.console.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowTest {
  private static final int ROWS = 60;

  @TempDir private static Path work = Path.of("");
  private static String table = "";

  @BeforeAll
  static void train() {
    StringBuilder csv = new StringBuilder("remark,load,meter,day,sky\n");
    for (int row = 0; row < ROWS; row++) {
      csv.append("\"cold, wet\",").append(1000 + 90 * Math.sin(row / 5.0)).append(',');
      csv.append(row % 2 == 0 ? "\"north, old\"" : "south").append(',');
      csv.append(LocalDate.of(2024, 1, 1).plusDays(row / 2)).append(',');
      csv.append(row / 4 % 2 == 0 ? "sun" : "rain").append('\n');
    }
    table = Samples.write(work.resolve("meters.csv"), csv.toString()).toString();
    String roles = "--csv @/meters.csv --group meter --time day ";
    trained("windows", roles + "--target load --window 5 --horizon 3");
    trained("series", roles + "--target load --category sky");
    trained("classes", roles + "--target sky --input load --ahead 1");
    trained("alone", "--csv @/meters.csv --target load --input load");
  }

  private static void trained(String run, String line) {
    String more = " --units 4 --batch 4 --updates 6";
    String[] words =
        ("train --out @/" + run + " " + line + more).replace("@", work + "").split(" +");
    Answer.to(words).succeeded();
  }

  private static Answer follow(String input, String run, String... more) {
    return follow(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), run, more);
  }

  private static String[] line(String run, String... more) {
    String[] line = new String[more.length + 3];
    line[0] = "predict";
    line[1] = work.resolve(run).toString();
    line[2] = "--follow";
    System.arraycopy(more, 0, line, 3, more.length);
    return line;
  }

  private static Answer follow(InputStream input, String run, String... more) {
    InputStream before = System.in;
    try {
      System.setIn(input);
      return Answer.to(line(run, more));
    } finally {
      System.setIn(before);
    }
  }

  private static String rows() throws IOException {
    return Files.readString(Path.of(table));
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows", "series", "classes", "alone"})
  void answersAreThePredictionsFromTheWholeTable(String run) throws IOException {
    Answer answer = follow(rows(), run).succeeded();
    assertEquals("", answer.err());
    Answer whole = Answer.to("predict", work.resolve(run).toString(), table).succeeded();
    List<String> found = answer.out().lines().skip(1).map(FollowTest::values).sorted().toList();
    List<String> expected =
        whole.out().lines().skip(1).map(FollowTest::truthless).sorted().toList();
    assertEquals(expected, found);
  }

  /** What stands after group, time and row, with the group. */
  private static String values(String line) {
    String[] cells = line.replace("\"north, old\"", "north").split(",", -1);
    boolean hasGroup = cells[0].matches("north|south");
    return (hasGroup ? cells[0] + "," : "")
        + String.join(",", List.of(cells).subList(hasGroup ? 3 : 1, cells.length));
  }

  private static String truthless(String line) {
    return values(line.substring(0, line.lastIndexOf(',')));
  }

  @Test
  void eachAnswerTellsTheRowItComesAfter() throws IOException {
    List<String> lines = follow(rows(), "windows").succeeded().out().lines().toList();
    assertEquals("meter,day,after,step,load", lines.get(0));
    assertTrue(lines.get(1).startsWith("\"north, old\",2024-01-06,9,1,"), lines.get(1));
    assertTrue(lines.get(3).startsWith("\"north, old\",2024-01-08,9,3,"), lines.get(3));
    assertEquals(1 + 3 * (ROWS - 8), lines.size());
  }

  @Test
  void linesOfJsonAreAnsweredWithLinesOfJson() throws IOException {
    String json =
        "{\"load\": 1000, \"meter\": \"south\", \"day\": \"2024-01-01\", \"sky\": \"sun\", \"x\":"
            + " [1]}\n"
            + "{\"day\": \"2024-01-02\", \"sky\": \"fog\", \"load\": 1.01e3, \"meter\":"
            + " \"south\"}\n";
    String csv = "load,meter,day,sky\n1000,south,2024-01-01,sun\n1010,south,2024-01-02,fog\n";
    Answer answer = follow(json, "series").succeeded();
    assertTrue(answer.err().contains("1 cell of categories unseen in training"), answer.err());
    List<String> rows = follow(csv, "series").succeeded().out().lines().skip(1).toList();
    List<String> found = answer.out().lines().toList();
    assertEquals(2, found.size());
    JsonNode last = new ObjectMapper().readTree(found.get(1));
    assertEquals("2024-01-03", last.get("day").textValue());
    assertEquals(2, last.get("after").intValue());
    assertEquals(rows.get(1).split(",")[4], Double.toString(last.get("load").doubleValue()));
  }

  @Test
  void theRowsBeforeAreReadFirstAndTheFiguresWritten() throws IOException {
    List<String> lines = rows().lines().toList();
    String past = String.join("\n", lines.subList(0, 41)) + "\n";
    String file = Samples.write(work.resolve("past.csv"), past).toString();
    String rest = lines.get(0) + "\n" + String.join("\n", lines.subList(41, 61)) + "\n";
    String json = work.resolve("figures.json").toString();
    Answer late = follow(rest, "series", file, "--json", json).succeeded();
    List<String> all = follow(rows(), "series").succeeded().out().lines().toList();
    assertEquals(
        all.subList(41, 61).stream().map(FollowTest::values).toList(),
        late.out().lines().skip(1).map(FollowTest::values).toList());
    JsonNode figures = new ObjectMapper().readTree(Path.of(json).toFile());
    assertEquals(20, figures.get("rows").intValue());
    assertEquals(20, figures.get("predictions").intValue());
    assertEquals(2, figures.get("groups").intValue());
  }

  @Test
  void groupsThatWereSilentAreForgottenAndToldOnce() throws IOException {
    Answer answer = follow(rows(), "series", "--keep-groups", "1").succeeded();
    assertTrue(answer.err().startsWith("carousel: more than 1 group"), answer.err());
    assertTrue(answer.err().contains("59 groups forgotten"), answer.err());
    assertEquals(2, answer.err().lines().count());
  }

  @Test
  void wrongRowsAreRefusedWithTheirLineAfterTheAnswersBefore() {
    String head = "load,meter,day,sky\n1000,south,2024-01-01,sun\n";
    Map<String, List<String>> wrong = new TreeMap<>();
    wrong.put("x,south,2024-01-02,sun", List.of("not a finite number", "'x'", "line 3"));
    wrong.put("1000,south,2024-01-02", List.of("wrong number of cells", "found:    3", "line 3"));
    wrong.put(",south,2024-01-02,sun", List.of("nothing in column 'load'", "line 3"));
    wrong.put("1000,,2024-01-02,sun", List.of("has no group", "line 3"));
    wrong.put("1000,south,2024-01-01,sun", List.of("A row comes too late", "line 3"));
    wrong.put("1000,south,\"2024-01-02,sun", List.of("quote of the table is not closed", "line 3"));
    for (Map.Entry<String, List<String>> each : wrong.entrySet()) {
      Answer answer = follow(head + each.getKey() + "\n1,south,2025-01-01,sun\n", "series");
      answer.failed(1, each.getValue().toArray(String[]::new));
      assertEquals(2, answer.out().lines().count(), answer.out());
    }
    follow("load,meter,dy,sky\n", "series").failed(2, "no column 'day'", "did you mean 'dy'?");
    follow("", "series").failed(1, "The table is empty.");
    follow("{\"load\": 1}\n", "series").failed(2, "no column", "'sky'", "standard input");
    follow("{\"load\": [1]}\n", "alone").failed(1, "holds a list", "line 1");
    follow("{\"load\": 1}\n{\"load\"\n 2}\n", "alone").failed(1, "not a line of JSON", "line 3");
    follow("{\"load\": 1}\n7\n", "alone").failed(1, "is no object", "a number", "line 2");
  }

  @Test
  void whatHasNoEffectIsRefused() {
    String[][] lines = {
      {"--out", work.resolve("x.csv").toString()}, {"--steps", "2"}, {"--score"}, {"--season", "2"}
    };
    for (String[] each : lines) {
      follow("", "series", each).failed(2, each[0] + " has no effect here", "one by one");
    }
    follow("", "series", "-").failed(2, "--follow reads standard input itself.");
    follow("", "series", "--json", "-").failed(2, "--json - has no effect here");
    follow("", "series", "--keep-groups", "0").failed(2, "at least 1", "--keep-groups 0");
    follow("", "series", "--keep-groups", "2000000000").failed(2, "half of the heap");
    Answer.to("predict", work.resolve("series").toString(), table, "--keep-groups", "3")
        .failed(2, "--keep-groups has no effect here");
  }

  /** A row is answered before the next one is sent; Ctrl-C then ends the command. */
  @Test
  void eachRowIsAnsweredAtOnceUntilTheUserStops() throws Exception {
    PipedOutputStream rows = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(rows, 1 << 16);
    PipedWriter out = new PipedWriter();
    BufferedReader answers = new BufferedReader(new PipedReader(out, 1 << 16));
    CompletableFuture<Runnable> stop = new CompletableFuture<>();
    Interrupts interrupts =
        action -> {
          stop.complete(action);
          return () -> {};
        };
    Console console =
        new Console(
            new PrintWriter(out), new PrintWriter(new StringWriter()), Terminal.none(), interrupts);
    InputStream before = System.in;
    try {
      System.setIn(in);
      CompletableFuture<Integer> code =
          CompletableFuture.supplyAsync(() -> Main.run(console, line("alone")));
      rows.write("load\n".getBytes(StandardCharsets.UTF_8));
      rows.flush();
      assertEquals("after,step,load", answers.readLine());
      for (int row = 1; row <= 5; row++) {
        rows.write(("100" + row + "\n").getBytes(StandardCharsets.UTF_8));
        rows.flush();
        String answer = answers.readLine();
        assertTrue(answer.startsWith(row + ",1,"), answer);
      }
      stop.get(1, TimeUnit.MINUTES).run();
      assertEquals(Interrupts.EXIT_CODE, code.get(1, TimeUnit.MINUTES));
    } finally {
      System.setIn(before);
      rows.close();
    }
  }
}
