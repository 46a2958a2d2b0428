package dev.carousel.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.Main;
import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with {@code --sql}, on a file of Parquet. */
class SqlCommandTest {
  private static final String ROWS =
      "select timestamp '2026-01-01' + to_hours(i::int) as ts, 'm' || m as meter,"
          + " 10 * m + sin(i / 3.0) as load, [i] as odd from range(120) t(i), range(2) u(m)";

  @TempDir private Path work = Path.of("");
  private String query = "";

  /**
   * What a command answered.
   *
   * @param told on both streams
   */
  private record Answer(int code, String told) {
    Answer says(int expected, String... parts) {
      assertEquals(expected, code, told);
      Arrays.stream(parts).forEach(part -> assertTrue(told.contains(part), part + " in: " + told));
      return this;
    }
  }

  private static Answer run(String... words) {
    StringWriter told = new StringWriter();
    PrintWriter both = new PrintWriter(told);
    int code = Main.run(Console.of(both, both), words);
    both.flush();
    return new Answer(code, told.toString());
  }

  private String at(String name) {
    return work.resolve(name).toString();
  }

  @BeforeEach
  void write() throws Exception {
    Written.to(work.resolve("readings.parquet"), ROWS);
    query = "select * from '" + at("readings.parquet") + "' order by meter, ts";
  }

  private Answer train(String run, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--sql", query, "--out", at(run)));
    words.addAll(
        List.of("--target", "load", "--input", "load", "--group", "meter", "--time", "ts"));
    words.addAll(List.of("--units", "4", "--batch", "4", "--bptt", "8"));
    words.addAll(List.of(more).contains("--updates") ? List.of() : List.of("--updates", "6"));
    words.addAll(List.of(more));
    return run(words.toArray(String[]::new));
  }

  /** The column of lists has no role, and so is never asked for. */
  @Test
  void trainsEvaluatesPredictsAndDiagnoses() throws Exception {
    train("run").says(0, "216 rows to train, 24 to validate, in 2 groups");
    Answer ofRun = run("evaluate", at("run")).says(0, "24 predictions");
    assertEquals(loss(ofRun), loss(run("evaluate", at("run"), "--sql", query, "--part", "valid")));
    run("evaluate", at("run"), "--sql", query).says(0, "238 predictions");
    run("predict", at("run"), "--out", at("own.csv")).says(0, "Wrote 240 predictions");
    run("predict", at("run"), "--sql", query, "--out", at("sql.csv")).says(0, "240 predictions");
    assertEquals(
        Files.readString(work.resolve("own.csv")), Files.readString(work.resolve("sql.csv")));
    run("diagnose", at("run"), "--lag", "4").says(0);
    run(
            "diagnose",
            "--sql",
            query,
            "--target",
            "load",
            "--untrained",
            "--cell",
            "rnn",
            "--lag",
            "4")
        .says(2, "Column 'odd' of the query has a type that is not read.", "BIGINT[]");
  }

  private static String loss(Answer answer) {
    Matcher loss = Pattern.compile("mse +([0-9.e-]+)").matcher(answer.told());
    assertTrue(loss.find(), answer.told());
    return loss.group(1);
  }

  /** Also from another place, as only the rows count. */
  @Test
  void aRunGoesOnWithTheSameRowsToTheSameBytes() throws Exception {
    train("whole", "--updates", "12").says(0);
    train("cut").says(0);
    run("train", "--out", at("cut"), "--resume", "--updates", "12").says(0);
    byte[] whole = Files.readAllBytes(work.resolve("whole/model.safetensors"));
    assertTrue(Arrays.equals(whole, Files.readAllBytes(work.resolve("cut/model.safetensors"))));
    Files.copy(work.resolve("readings.parquet"), work.resolve("moved.parquet"));
    String moved = query.replace("readings", "moved");
    run("train", "--out", at("cut"), "--resume", "--updates", "14", "--sql", moved).says(0);
  }

  @Test
  void aRunDoesNotGoOnWithOtherRows() throws Exception {
    train("run").says(0);
    Written.to(work.resolve("readings.parquet"), ROWS.replace("sin(i", "cos(i"));
    run("train", "--out", at("run"), "--resume", "--updates", "12")
        .says(1, "The data has changed", "same size, different content", "--sql");
    Files.delete(work.resolve("readings.parquet"));
    run("train", "--out", at("run"), "--resume", "--updates", "12")
        .says(1, "No files found", "readings.parquet");
  }

  @Test
  void optionsOfTheSourceGoWithItsId() {
    run(
            "train",
            "--source",
            "duckdb:threads=2,memory=256",
            "--from",
            query,
            "--target",
            "load",
            "--input",
            "load",
            "--out",
            at("named"),
            "--units",
            "4",
            "--updates",
            "3")
        .says(0);
    run("evaluate", at("named")).says(0);
    run("predict", at("named"), "--source", "duckdb", "--out", at("a.csv"))
        .says(2, "--source has no effect here");
    train("other", "--valid-file", at("readings.parquet"))
        .says(2, "--valid-file names a file, but the source duckdb reads queries.");
    run("predict", at("named"), at("x.csv"), "--sql", query, "--out", at("a.csv"))
        .says(2, "More than one table is named.");
  }
}
