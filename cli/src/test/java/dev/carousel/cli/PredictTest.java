package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.source.Frames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictTest {
  private static final int DAYS = 30;

  @TempDir private static Path work = Path.of("");
  private static String table = "";

  /** Two meters on the same days, row by row in turn, with a remark that needs quotes. */
  @BeforeAll
  static void train() {
    StringBuilder csv = new StringBuilder("remark,load,meter,day,sky\n");
    for (int row = 0; row < 2 * DAYS; row++) {
      csv.append("\"cold, wet\",").append(1000 + 90 * Math.sin(row / 5.0)).append(',');
      csv.append(row % 2 == 0 ? "\"north, old\"" : "south").append(',');
      csv.append(LocalDate.of(2024, 1, 1).plusDays(row / 2)).append(',');
      csv.append(row / 4 % 2 == 0 ? "sun" : "rain").append('\n');
    }
    table = Samples.write(work.resolve("meters.csv"), csv.toString()).toString();
    String roles = "--csv @/meters.csv --group meter --time day ";
    trained("numbers", roles + "--target load --window 5 --horizon 3");
    trained("series", roles + "--target load");
    trained("classes", roles + "--target sky --input load --ahead 1");
    trained("labels", "--csv @/meters.csv --group meter --target sky --input load --short skip");
    trained("quantiles", roles + "--target load --loss quantile:levels=0.1/0.5/0.975");
    Samples.text(work);
    trained("text", "--text @/text.txt");
  }

  private static void trained(String run, String line) {
    if (run.equals("labels")) {
      StringBuilder csv = new StringBuilder("load,meter,sky\n");
      for (int row = 0; row < 40; row++) {
        csv.append(row % 7)
            .append(",g")
            .append(row / 4)
            .append(row / 4 % 2 == 0 ? ",sun" : ",rain");
        csv.append('\n');
      }
      Samples.write(work.resolve("labelled.csv"), csv.toString());
      line = "--csv @/labelled.csv --group meter --target sky --input load --valid-by group";
    }
    String more = " --units 4 --batch 4 --updates 6";
    String[] words =
        ("train --out @/" + run + " " + line + more).replace("@", work + "").split(" +");
    Answer.to(words).succeeded();
  }

  @Test
  void aTimeOfSeveralColumnsIsWrittenAsOne() {
    StringBuilder csv = new StringBuilder("year,month,day,births\n");
    for (int row = 0; row < DAYS; row++) {
      csv.append("2023,12,").append(row + 2).append(',').append(row % 7).append('\n');
    }
    Samples.write(work.resolve("births.csv"), csv.toString());
    String roles = "--csv @/births.csv --target births --time year,month,day --calendar weekday";
    trained("parts", roles + " --window 5");
    List<String> lines = lines("parts");
    assertEquals("time,row,step,births,births_truth", lines.get(0));
    assertTrue(lines.get(1).startsWith("2023-12-07,6,1,"), lines.get(1));
    assertTrue(lines.get(lines.size() - 1).startsWith("2024-01-01,,1,"), lines.toString());
    assertTrue(lines("parts", "--steps", "3").get(3).startsWith("2024-01-03,,3,"));
  }

  private static Answer predict(String run, String... more) {
    String[] line = new String[more.length + 2];
    line[0] = "predict";
    line[1] = work.resolve(run).toString();
    System.arraycopy(more, 0, line, 2, more.length);
    return Answer.to(line);
  }

  private static List<String> lines(String run, String... more) {
    Answer answer = predict(run, more).succeeded();
    assertEquals("", answer.err());
    return answer.out().lines().toList();
  }

  @Test
  void eachRowOfTheHorizonIsALineOfCsv() {
    List<String> lines = lines("numbers", table);
    assertEquals("meter,day,row,step,load,load_truth", lines.get(0));
    assertEquals(1 + 2 * 3 * (DAYS - 4), lines.size());
    assertTrue(lines.get(1).startsWith("\"north, old\",2024-01-06,11,1,"), lines.get(1));
    assertTrue(lines.get(1).endsWith("," + (1000 + 90 * Math.sin(10 / 5.0))), lines.get(1));
    String last = lines.get(lines.size() - 1);
    assertTrue(last.startsWith("south,2024-02-02,,3,"), last);
    assertTrue(last.endsWith(","), "the truth is unknown: " + last);
    double value = Double.parseDouble(last.split(",")[4]);
    assertEquals(1000, value, 200, "in the units of the table");
  }

  @Test
  void withoutDataTheTableOfTheTrainingIsRead() {
    assertEquals(lines("series", table), lines("series"));
  }

  @Test
  void classesHaveProbabilities() {
    List<String> lines = lines("classes", table);
    assertEquals("meter,day,row,step,class,p_rain,p_sun,truth", lines.get(0));
    String[] cells = lines.get(lines.size() - 5).split(",");
    double rain = Double.parseDouble(cells[5]);
    assertEquals(rain >= 0.5 ? "rain" : "sun", cells[4]);
    assertEquals(1, rain + Double.parseDouble(cells[6]), 1e-9);
  }

  @Test
  void eachGroupWithALabelIsALine() {
    List<String> lines = lines("labels");
    assertEquals("meter,class,p_rain,p_sun,truth", lines.get(0));
    assertEquals(11, lines.size());
    assertTrue(lines.get(2).startsWith("g1,") && lines.get(2).endsWith(",rain"), lines.get(2));
  }

  @Test
  void quantilesStandBesideTheirValue() {
    List<String> lines = lines("quantiles", table);
    assertEquals("meter,day,row,step,load,load_p10,load_p50,load_p97.5,load_truth", lines.get(0));
    String[] south = lines.get(lines.size() - 2).split(",");
    assertTrue(Double.parseDouble(south[5]) <= Double.parseDouble(south[7]), lines.get(10));
  }

  @Test
  void standardInputIsReadLikeAFile() throws IOException {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(Files.readAllBytes(Path.of(table))));
    try {
      assertEquals(lines("numbers", table), lines("numbers", "-"));
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void arraysHoldTheSamePredictions() {
    Path npz = work.resolve("out.npz");
    Path csv = work.resolve("arrays.csv");
    for (String run : List.of("numbers", "classes", "quantiles")) {
      predict(run, table, "--out", npz.toString()).succeeded();
      predict(run, table, "--out", csv.toString()).succeeded();
      Frame arrays = Frames.read(npz);
      Frame rows = Frames.read(csv);
      assertEquals(rows.names(), arrays.names());
      assertEquals(rows.rows(), arrays.rows());
      for (String name : rows.names()) {
        for (int row = 0; row < rows.rows(); row++) {
          String expected = rows.column(name).text(row);
          boolean isBeyond = name.equals("row") && expected.isEmpty();
          assertEquals(isBeyond ? "-1" : expected, arrays.column(name).text(row), name);
        }
      }
      npz.toFile().delete();
      csv.toFile().delete();
    }
  }

  @Test
  void rowsWithKnownInputsAloneArePredicted() {
    StringBuilder csv = new StringBuilder("load,price\n");
    for (int row = 0; row < 44; row++) {
      csv.append(row < 40 ? String.valueOf(row % 5) : "").append(',').append(row % 7).append('\n');
    }
    String all = csv.toString();
    String past = all.lines().limit(41).reduce("", (a, b) -> a + b + "\n");
    Path known = Samples.write(work.resolve("known.csv"), all);
    Samples.write(work.resolve("past.csv"), past);
    trained("known", "--csv @/past.csv --target load --known price --horizon 2");
    List<String> lines = lines("known", known.toString());
    assertTrue(lines.get(lines.size() - 1).startsWith("42,2,"), lines.get(lines.size() - 1));
    List<String> beyond = lines("known", known.toString(), "--steps", "4");
    assertEquals(
        List.of("41", "42", "43", "44"),
        beyond.stream().skip(1).map(l -> l.split(",")[0]).toList());
    predict("known", known.toString(), "--steps", "5")
        .failed(1, "The known inputs end before the horizon.", "6 rows", "found:    4");
  }

  /** A target that is no input is not read, so nothing of it is missing. */
  @Test
  void aTargetThatIsNotReadIsNotCalledMissing() throws IOException {
    StringBuilder csv = new StringBuilder("x,y\n");
    for (int row = 0; row < 30; row++) {
      csv.append(row % 5).append(',').append(row % 7).append('\n');
    }
    Path whole = Samples.write(work.resolve("whole.csv"), csv.toString());
    trained("same", "--csv @/whole.csv --target y --input x --ahead 0");
    Answer answer = predict("same", whole.toString()).succeeded();
    assertFalse(answer.err().contains("missing"), answer.err());
    assertTrue(answer.out().startsWith("row,step,y,y_truth\n1,"), answer.out());
  }

  /** Rows that stand for gaps are not rows of the table. */
  @Test
  void rowsInsertedInGapsAreToldApart() throws IOException {
    StringBuilder csv = new StringBuilder("day,load\n");
    for (int day = 1; day <= 28; day++) {
      csv.append(day % 9 == 5 ? "" : "2026-02-%02d,%d\n".formatted(day, day % 7));
    }
    Path gaps = Samples.write(work.resolve("gaps.csv"), csv.toString());
    trained("gaps", "--csv @/gaps.csv --target load --time day --gaps insert --missing mask");
    Path out = work.resolve("gaps-out.csv");
    String said = predict("gaps", gaps.toString(), "--out", out.toString()).succeeded().out();
    assertTrue(
        said.startsWith("Wrote 28 predictions from 25 rows and 3 inserted in gaps to "), said);
  }

  @Test
  void filesHoldTheSamePredictions() throws IOException {
    Path csv = work.resolve("out.csv");
    Answer answer = predict("numbers", table, "--out", csv.toString()).succeeded();
    assertTrue(
        answer.out().startsWith("Wrote 156 predictions from 52 rows to " + csv), answer.out());
    assertEquals(lines("numbers", table), Files.readAllLines(csv));
    Path json = work.resolve("out.jsonl");
    JsonNode figures = predict("numbers", table, "--out", json + "", "--json", "-").json();
    assertEquals("predict", figures.at("/command").textValue());
    assertEquals(2 * DAYS, figures.at("/rows").intValue());
    assertEquals(156, figures.at("/predictions").intValue());
    List<String> objects = Files.readAllLines(json);
    assertEquals(156, objects.size());
    JsonNode last = new ObjectMapper().readTree(objects.get(155));
    assertTrue(last.at("/load_truth").isNull() && last.at("/row").isNull(), last::toString);
    String[] cells = Files.readAllLines(csv).get(156).split(",");
    assertEquals(Double.parseDouble(cells[4]), last.at("/load").doubleValue());
  }

  @Test
  void furtherColumnsAreIgnoredAndTargetsMayBeAbsent() {
    String csv = "day,meter,other,load\n2024-01-01,south,?,1000\n2024-01-02,south,x,1010\n";
    String file = Samples.write(work.resolve("short.csv"), csv).toString();
    List<String> lines = lines("series", file);
    assertEquals(3, lines.size());
    assertTrue(lines.get(1).startsWith("south,2024-01-02,2,1,"), lines.get(1));
    assertTrue(lines.get(2).startsWith("south,2024-01-03,,1,"), lines.get(2));
    String blind = "load,meter,day\n1000,south,2024-01-01\n1000,south,2024-01-02\n";
    String other = Samples.write(work.resolve("blind.csv"), blind).toString();
    assertTrue(lines("classes", other).get(1).endsWith(","), "no truth is known");
  }

  @Test
  void tablesThatDoNotFitAreRefused() {
    String lacks = Samples.write(work.resolve("a.csv"), "lod,meter,day\n1,a,2024-01-01\n") + "";
    predict("series", lacks).failed(2, "no column 'load'", "did you mean 'lod'?", "a.csv");
    String words = Samples.write(work.resolve("b.csv"), "load,meter,day\nhigh,a,2024-01-01\n") + "";
    predict("series", words).failed(1, "load", "number", "high", "b.csv");
    String few = Samples.write(work.resolve("c.csv"), "load,meter,day\n1,a,2024-01-01\n") + "";
    predict("numbers", few)
        .failed(1, "too few rows to predict anything", "a window of 5 rows", "1 row", "c.csv");
    predict("series", work.resolve("none.csv").toString()).failed(1, "There is no such table.");
    predict("text", table).failed(2, "does not predict rows of a table", "trained on a table");
  }

  @Test
  void outputsThatWouldBeLostAreRefused() throws IOException {
    predict("series", table, "--json", "-").failed(2, "--json - needs --out.", "predictions.csv");
    predict("series", table, "--out", work.resolve("p.txt").toString())
        .failed(2, "--out has an ending that names no format", ".csv, .jsonl, .npz", "p.txt");
    byte[] before = Files.readAllBytes(Path.of(table));
    predict("series", table, "--out", table).failed(2, "--out would");
    String other = Samples.write(work.resolve("other.csv"), Files.readString(Path.of(table))) + "";
    predict("series", other, "--out", other).failed(2, "--out would replace a file", "DATA");
    predict("series", table, "--out", other).failed(2, "would replace another file", "other.csv");
    String folder = work.resolve("nowhere/p.csv").toString();
    predict("series", table, "--out", folder).failed(2, "cannot be written", "no folder");
    assertFalse(Files.exists(work.resolve("nowhere")));
    assertEquals(new String(before, StandardCharsets.UTF_8), Files.readString(Path.of(table)));
  }

  @Test
  void stepsGoOnBeyondTheEndOfEachGroup() {
    List<String> lines = lines("numbers", table, "--steps", "8");
    assertEquals(1 + 2 * 8, lines.size());
    assertTrue(lines.get(1).startsWith("\"north, old\",2024-01-31,,1,"), lines.get(1));
    assertTrue(lines.get(16).startsWith("south,2024-02-07,,8,"), lines.get(16));
    List<String> all = lines("numbers", table);
    assertEquals(all.subList(all.size() - 3, all.size()), lines.subList(9, 12));
    String out = work.resolve("steps.csv").toString();
    Answer answer = predict("numbers", table, "--steps", "8", "--out", out).succeeded();
    assertTrue(answer.out().startsWith("Wrote 16 predictions from the end of 2 groups to "));
  }

  @Test
  void whatCannotGoOnIsRefused() {
    predict("series", table, "--steps", "0")
        .failed(2, "--steps is out of range.", "at least 1", "--steps 0");
    predict("labels", "--steps", "3")
        .failed(2, "cannot go on beyond the end", "labels whole groups");
    predict("classes", table, "--steps", "3").failed(2, "cannot go on", "other inputs: load");
  }

  @Test
  void scoresStandBesideNaiveBaselines() {
    StringBuilder csv = new StringBuilder("load,meter,day\n");
    for (int row = 0; row < 12; row++) {
      csv.append(1000 + 10 * (row % 3)).append(",south,").append(LocalDate.of(2024, 3, 1 + row));
      csv.append('\n');
    }
    String file = Samples.write(work.resolve("scored.csv"), csv.toString()).toString();
    String out = work.resolve("scored-out.csv").toString();
    Answer answer = predict("series", file, "--score", "--season", "3", "--out", out);
    assertTrue(answer.succeeded().out().contains("Score     load: mae "), answer.out());
    String[] more = {"--score", "--season", "3", "--out", work + "/again.csv", "--json", "-"};
    String[] line = new String[more.length + 1];
    line[0] = file;
    System.arraycopy(more, 0, line, 1, more.length);
    JsonNode json = predict("series", line).json();
    assertEquals(11, json.at("/metrics/predictions").intValue());
    // Steps of 10, 10 and -20: eleven of them from the first row on.
    double naive = (10 + 10 + 20 + 10 + 10 + 20 + 10 + 10 + 20 + 10 + 10) / 11.0;
    assertEquals(naive, json.at("/baselines/last/mae").doubleValue(), 1e-9);
    assertEquals(0, json.at("/baselines/seasonal/mae").doubleValue());
    assertEquals(9, json.at("/baselines/seasonal/predictions").intValue());
    double mae = json.at("/metrics/mae").doubleValue();
    assertEquals(mae, meanError(lines("series", file)), 1e-9);
  }

  private static double meanError(List<String> lines) {
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(cells -> !cells[5].isEmpty())
        .mapToDouble(cells -> Math.abs(Double.parseDouble(cells[4]) - Double.parseDouble(cells[5])))
        .average()
        .orElseThrow();
  }

  @Test
  void classesAreScoredWithTheirConfusion() {
    String out = work.resolve("scored-classes.csv").toString();
    JsonNode json = predict("classes", table, "--score", "--out", out, "--json", "-").json();
    long count = json.at("/metrics/predictions").longValue();
    assertEquals(2 * (DAYS - 1), count);
    JsonNode counts = json.at("/confusion/counts");
    long diagonal = counts.at("/0/0").longValue() + counts.at("/1/1").longValue();
    assertEquals((double) diagonal / count, json.at("/metrics/accuracy").doubleValue(), 1e-12);
    // The sky of a meter changes every second day: half of the last ones are right.
    assertEquals(0.5, json.at("/baselines/last/accuracy").doubleValue(), 0.02);
  }

  @Test
  void whatCannotBeScoredIsRefused() {
    predict("series", table, "--season", "7").failed(2, "--season has no effect here");
    predict("series", table, "--score", "--season", "0").failed(2, "at least 1 row", "--season 0");
    predict("series", table, "--score", "--steps", "2")
        .failed(2, "--score has no effect here: no truth is known beyond the end");
    predict("labels", "--score", "--season", "7").failed(2, "labels of groups have no season");
    String blind = "load,meter,day\n1000,south,2024-01-01\n1000,south,2024-01-02\n";
    String file = Samples.write(work.resolve("unscored.csv"), blind).toString();
    predict("classes", file, "--score").failed(1, "--score has nothing to compare", "sky");
  }
}
