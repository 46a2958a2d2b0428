package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with roles from the command line, from the file to the evaluation. */
final class TableRolesTest {
  @TempDir private Path work = Path.of("");

  /** Six meters of 60 days, out of order, with a category, a price, a mood of each, gaps. */
  private Path panel() {
    Random random = new Random(3);
    List<String> rows = new ArrayList<>();
    for (int meter = 0; meter < 6; meter++) {
      double level = 100 * (meter + 1);
      for (int day = 0; day < 60; day++) {
        double load = level + 10 * Math.sin(day / 3.0) + random.nextGaussian();
        rows.add(
            String.format(
                Locale.ROOT,
                "m%d,%s,%.2f,%d,%s,%s,%s",
                meter,
                LocalDate.of(2026, 1, 1).plusDays(day),
                load,
                day % 5,
                day % 7 == 3 ? "" : "17",
                meter % 2 == 0 ? "flat" : "house",
                meter % 2 == 0 ? "calm" : "wild"));
      }
    }
    rows.add(0, rows.remove(70));
    return Samples.write(
        work.resolve("panel.csv"),
        "id,day,load,price,warm,kind,mood\n" + String.join("\n", rows) + "\n");
  }

  private Answer train(Path table, String options) {
    List<String> line = new ArrayList<>(List.of("train", "--csv", table.toString(), "--out"));
    line.add(work.resolve("run").toString());
    line.addAll(List.of("--units", "4", "--batch", "8", "--updates", "6"));
    line.addAll(Arrays.asList(options.trim().split(" +")));
    return Answer.to(line.toArray(String[]::new));
  }

  private Answer evaluate(String... more) {
    List<String> line = new ArrayList<>(List.of("evaluate", work.resolve("run").toString()));
    line.addAll(List.of(more));
    return Answer.to(line.toArray(String[]::new));
  }

  @Test
  void eachFileOfAFolderIsASequenceOfItsOwn() throws IOException {
    Path folder = Files.createDirectory(work.resolve("folder"));
    for (String name : List.of("a", "b", "c")) {
      Samples.write(folder.resolve(name + ".csv"), "x\n" + "1\n2\n".repeat(20));
    }
    String alone = train(folder, "--target x").succeeded().err();
    assertTrue(alone.contains("in 3 groups"), alone);
    String run = work.resolve("run").toString();
    String rows = Answer.to("predict", run, folder.toString()).succeeded().out();
    for (String start : List.of("group,", "a,", "b,", "c,")) {
      assertTrue(rows.lines().anyMatch(line -> line.startsWith(start)), rows);
    }
    Answer.to("train", "--out", run, "--resume", "--group", "group").succeeded();
  }

  @Test
  void aPanelIsForecastFromWindows() {
    Path table = panel();
    Answer answer =
        train(
                table,
                "--target load --group id --time day --known price --category kind --missing mask"
                    + " --calendar weekday,yearday --window 10 --horizon 3 --scale robust --valid 6"
                    + " --test 6")
            .succeeded();
    String told = answer.out() + answer.err();
    assertTrue(told.contains("288 rows to train, 36 to validate, 36 to test, in 6 groups"), told);
    assertTrue(told.contains("left out, not numeric: mood"), told);
    assertTrue(told.contains("sorted by time"), told);
    assertTrue(told.contains("3 rows at once, windows of 10"), told);
    assertTrue(evaluate().succeeded().out().contains("24 predictions"));
    assertTrue(evaluate("--part", "test").succeeded().out().contains("24 predictions"));
    assertTrue(evaluate("--csv", table.toString()).succeeded().out().contains("288 predictions"));
    evaluate("--csv", table.toString(), "--horizon", "2")
        .failed(2, "--horizon is fixed by the model");
    Path lacking =
        Samples.write(work.resolve("lacking.csv"), "id,day,load,price\na,2026-01-01,1,2\n");
    evaluate("--csv", lacking.toString()).failed(2, "no column 'warm'", "'kind'");
  }

  @Test
  void aPanelIsReadAsLongSequences() {
    Answer answer =
        train(
                panel(),
                "--target load --input load --group id --time day --scale-by group --bptt 16"
                    + " --gaps refuse")
            .succeeded();
    String told = answer.out() + answer.err();
    assertTrue(told.contains("324 rows to train, 36 to validate, in 6 groups"), told);
    assertTrue(evaluate().succeeded().out().contains("36 predictions"));
  }

  @Test
  void eachGroupHasItsLabel() {
    Answer answer =
        train(panel(), "--target mood --input load --group id --time day --valid 2").succeeded();
    String told = answer.out() + answer.err();
    assertTrue(told.contains("4 groups to train, 2 to validate"), told);
    String scores = evaluate().succeeded().out();
    assertTrue(scores.contains("2 predictions"), scores);
    assertTrue(scores.contains("Accuracy"), scores);
  }

  @Test
  void aRunOfAPanelIsResumedToTheSameModel() {
    Path table = panel();
    String options =
        "--target load --group id --time day --missing carry --category kind --window 5"
            + " --scale-by group --dropout 0.2 --every-step --evaluate-every 2";
    train(table, options).succeeded();
    byte[] six = Samples.bytes(work.resolve("run/model.safetensors"));
    Path other = work.resolve("other");
    String[] begin = {"train", "--csv", table.toString(), "--out", other.toString()};
    List<String> line = new ArrayList<>(List.of(begin));
    line.addAll(List.of("--units", "4", "--batch", "8", "--updates", "2"));
    line.addAll(List.of(options.split(" +")));
    Answer.to(line.toArray(String[]::new)).succeeded();
    Answer.to("train", "--out", other.toString(), "--resume", "--updates", "6").succeeded();
    assertEquals(
        Arrays.hashCode(six), Arrays.hashCode(Samples.bytes(other.resolve("model.safetensors"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--input load                                   | 2 | needs --target         | --target"
            + " COLUMN",
        "--target laod                                  | 2 | no column 'laod'       | 'load'",
        "--target load --group ids                      | 2 | no column 'ids'        | 'id'",
        "--target load --missing drop                   | 2 | --missing has an       | refuse,"
            + " carry",
        "--target load --scale standrd                  | 2 | --scale has an         | 'standard'",
        "--target load --calendar wekday --time day     | 2 | --calendar has an      | 'weekday'",
        "--target load --calendar hour                  | 2 | --calendar needs       | --time",
        "--target load --gaps insert --time day         | 2 | --gaps insert adds     | --missing"
            + " carry",
        "--target load --short skip                     | 2 | --short has no effect  | one"
            + " sequence",
        "--target load --every-step --group id --input load | 2 | --every-step has no | every row",
        "--target load --every-step                     | 2 | --every-step has no    | every row"
            + " anyway",
        "--target load --scale-by group                 | 2 | --scale-by group needs | --group",
        "--target load --scale none --scale-by all      | 2 | --scale-by has no      | not scaled",
        "--target load --valid 0 --valid-by time        | 2 | --valid-by has no      | held out",
        "--target load --test 1.5                       | 2 | test share             | 1.5",
        "--target load --input load --valid-by group    | 2 | --valid-by group needs | --group",
        "--target load --group id --time day            | 1 | missing                | warm 54",
        "--target load --input load --time day          | 1 | the same time          | --group"
            + " COLUMN",
        "--target load --input kind                     | 1 | column 'kind'          | 'house'",
        "--target kind --horizon 2 --input load         | 2 | one row at once        | --ahead 2",
        "--target mood --classes --input load           | 2 | --classes has no       | text",
        "--target load --input load --group id --window 70 | 1 | too short           | --short"
            + " skip",
      })
  void wrongRolesAreRefused(String options, int code, String first, String second) {
    train(panel(), options).failed(code, first, second);
  }
}
