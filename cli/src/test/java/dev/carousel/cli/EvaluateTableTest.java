package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics of tables, beside naive baselines. */
class EvaluateTableTest {
  private static final int DAYS = 60;

  @TempDir private static Path work = Path.of("");

  /** Two meters of different levels with a cycle of five days, one after the other. */
  @BeforeAll
  static void train() {
    StringBuilder csv = new StringBuilder("meter,load,sky,note,flag\n");
    for (int i = 0; i < 2 * DAYS; i++) {
      int level = i < DAYS ? 10 : 1000;
      csv.append(i < DAYS ? "north," : "south,").append(level * (2 + i % 5)).append(',');
      csv.append(i % 5 < 2 ? "sun" : "rain").append(",,");
      csv.append(i % 5 < 2 ? 1 : 0).append('\n');
    }
    Samples.write(work.resolve("t.csv"), csv.toString());
    Samples.text(work);
    trained("log", "--target load --scale log --scale-by group --window 5 --horizon 2");
    trained("quantiles", "--target load --scale-by group --loss quantile:levels=0.1/0.5/0.9");
    trained("binary", "--target flag --loss binary --scale none --input load,flag");
    trained("classes", "--target sky --input load --ahead 1");
    Answer.to(Samples.train(work.resolve("text"), "--text", work + "/text.txt", "--updates", "3"))
        .succeeded();
  }

  private static Answer trained(String run, String roles, String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--out", work.resolve(run).toString()));
    words.addAll(List.of("--csv", work + "/t.csv", "--group", "meter", "--valid", "20"));
    words.addAll(List.of("--units", "4", "--batch", "4", "--updates", "6"));
    words.addAll(List.of(roles.split(" ")));
    words.addAll(List.of(more));
    return Answer.to(words.toArray(String[]::new)).succeeded();
  }

  private static Answer evaluate(String run, String... more) {
    List<String> words = new ArrayList<>(List.of("evaluate", work.resolve(run).toString()));
    words.addAll(List.of(more));
    return Answer.to(words.toArray(String[]::new));
  }

  /** What DATA and the command line promise of numbers, in the units of the table. */
  @Test
  void numbersHaveEveryMetricInTheirOwnUnitsAlsoOnALogScaleByGroup() {
    JsonNode json = evaluate("log", "--season", "5", "--json", "-").json();
    JsonNode metrics = json.at("/metrics");
    assertEquals(2 * 19 * 2, metrics.at("/predictions").intValue());
    for (String name : List.of("mae", "rmse", "r2", "mape", "smape", "mase")) {
      // The season is exact, so its error in the training part is 0 and MASE is not defined.
      assertEquals(!name.equals("mase"), metrics.at("/" + name).isNumber(), name);
      assertTrue(json.at("/baselines/last/" + name).isValueNode(), name);
    }
    assertTrue(metrics.at("/mae").doubleValue() > 100, metrics::toString);
    assertEquals(metrics.at("/mae"), json.at("/targets/0/mae"));
    assertEquals(metrics.at("/mse"), json.at("/targets/0/mse"));
    assertEquals(metrics.at("/mae"), metrics.at("/targets/load/mae"));
    assertEquals(2, metrics.at("/byStep").size());
    assertEquals(0, json.at("/baselines/seasonal/mae").doubleValue());
    assertTrue(json.at("/baselines/mean/mae").doubleValue() > 1000, json::toString);
    JsonNode next = evaluate("log", "--json", "-").json();
    assertTrue(next.at("/metrics/mase").isNumber(), next::toString);
    assertFalse(next.at("/baselines").has("seasonal"), next::toString);
  }

  @Test
  void otherTablesHaveTheBaselinesThatTheModelTells() {
    JsonNode json = evaluate("log", "--csv", work + "/t.csv", "--json", "-").json();
    assertTrue(json.at("/baselines/mean/mae").isNumber(), json::toString);
    assertTrue(json.at("/metrics/mase").isNull(), "only the training data tells");
    JsonNode classes = evaluate("classes", "--csv", work + "/t.csv", "--json", "-").json();
    assertEquals(0.6, classes.at("/baselines/mostFrequent/accuracy").doubleValue(), 0.02);
  }

  /** The moved table of a training is split as training split it, not as other tables are. */
  @Test
  void aMovedTableIsSplitAsItWas() throws IOException {
    trained("held", "--target load", "--test", "7");
    Path moved = Files.createDirectories(work.resolve("moved")).resolve("other.csv");
    Files.copy(work.resolve("t.csv"), moved);
    for (String part : List.of("train", "valid", "test")) {
      JsonNode before = evaluate("held", "--part", part, "--json", "-").json();
      JsonNode after = evaluate("held", "--part", part, "--csv", moved + "", "--json", "-").json();
      assertEquals(before.at("/metrics"), after.at("/metrics"), part);
    }
    JsonNode wider =
        evaluate("held", "--part", "test", "--csv", moved + "", "--test", "9", "--json", "-")
            .json();
    assertEquals(2 * 9, wider.at("/metrics/predictions").intValue());
  }

  @Test
  void aPercentageOfZeroIsNotShown() throws IOException {
    Path table = work.resolve("zeros.csv");
    Files.writeString(table, "v\n" + "0\n1\n".repeat(30));
    String run = work.resolve("zeros") + "";
    Answer.to("train", "--csv", table + "", "--target", "v", "--updates", "2", "--out", run)
        .succeeded();
    Answer shown = evaluate("zeros").succeeded();
    assertFalse(shown.out().contains(" mape"), shown.out() + shown.err());
    assertTrue((shown.out() + shown.err()).contains("smape"), shown.out() + shown.err());
    double percentage = evaluate("zeros", "--json", "-").json().at("/metrics/mape").doubleValue();
    assertTrue(percentage > 1e6, "as scikit-learn defines it: " + percentage);
  }

  /**
   * R² compares predictions with the mean of the truths, which is the truth itself if it is one.
   */
  @Test
  void ofOnePredictionNoR2IsShown() throws IOException {
    Path table = work.resolve("short.csv");
    Files.writeString(table, "v\n" + "1\n2\n".repeat(10));
    String run = work.resolve("short") + "";
    Answer.to("train", "--csv", table + "", "--target", "v", "--updates", "2", "--out", run)
        .succeeded();
    Path last = work.resolve("last.csv");
    Files.writeString(last, "v\n1\n2\n");
    Answer shown = evaluate("short", "--csv", last + "").succeeded();
    assertTrue(shown.out().contains(", of 1 prediction"), shown.out() + shown.err());
    assertFalse(shown.out().contains("r2"), shown.out());
    JsonNode json = evaluate("short", "--csv", last + "", "--json", "-").json();
    assertTrue(json.at("/metrics/r2").isNull(), json::toString);
  }

  /** With one class alone there are no two to tell apart, so there is no area under the curve. */
  @ParameterizedTest
  @ValueSource(strings = {"binary", "classes"})
  void ofOneClassNoAreaIsShown(String run) throws IOException {
    Path sunny = work.resolve("sunny.csv");
    String rows = "north,10,sun,,1\n".repeat(12);
    Files.writeString(sunny, "meter,load,sky,note,flag\n" + rows);
    Answer shown = evaluate(run, "--csv", sunny + "").succeeded();
    assertTrue(shown.out().contains("log loss "), shown.out());
    assertFalse(shown.out().contains("ROC-AUC"), shown.out());
    assertFalse(shown.out().contains("NaN"), shown.out());
  }

  @Test
  void quantilesHavePinballLossAndCoverage() {
    Answer answer = evaluate("quantiles", "--json", "-");
    JsonNode metrics = answer.json().at("/metrics");
    assertEquals(3, metrics.at("/pinball").size());
    assertEquals(3, metrics.at("/shareBelow").size());
    assertEquals(0.8, metrics.at("/interval").doubleValue(), 1e-12);
    assertTrue(metrics.at("/coverage").isNumber() && metrics.at("/intervalWidth").isNumber());
    String text = evaluate("quantiles").succeeded().out();
    assertTrue(text.contains("quantile 10 %: pinball "), text);
    assertTrue(text.contains("interval of 80 %: covers "), text);
    assertTrue(text.contains("Baseline  last value: mae "), text);
    assertTrue(text.contains("Baseline  training mean: mae "), text);
  }

  @Test
  void numbersThatAreYesOrNoHaveAccuracyToo() {
    JsonNode metrics = evaluate("binary", "--json", "-").json().at("/metrics");
    for (String name : List.of("accuracy", "logLoss", "rocAuc", "f1", "mae")) {
      assertTrue(metrics.at("/" + name).isNumber(), name);
    }
    String text = evaluate("binary").succeeded().out();
    assertTrue(text.contains("as 0 or 1: accuracy "), text);
    assertFalse(evaluate("log", "--json", "-").json().at("/metrics").has("accuracy"));
  }

  @Test
  void classesHaveTheirConfusion() {
    JsonNode json = evaluate("classes", "--season", "5", "--json", "-").json();
    assertEquals("[\"rain\",\"sun\"]", json.at("/confusion/classes").toString());
    long sum = 0;
    for (JsonNode row : json.at("/confusion/counts")) {
      for (JsonNode count : row) {
        sum += count.longValue();
      }
    }
    assertEquals(40, sum);
    long right =
        json.at("/confusion/counts/0/0").longValue() + json.at("/confusion/counts/1/1").longValue();
    assertEquals(json.at("/accuracy"), json.at("/metrics/accuracy"));
    assertEquals(right / 40.0, json.at("/metrics/accuracy").doubleValue(), 1e-12);
    for (String name : List.of("balancedAccuracy", "macroF1", "logLoss", "rocAuc")) {
      assertTrue(json.at("/metrics/" + name).isNumber(), name);
    }
    for (String name : List.of("precision", "recall", "f1", "rocAuc")) {
      assertTrue(json.at("/metrics/classes/sun/" + name).isNumber(), name);
    }
    assertEquals(json.at("/loss").doubleValue(), json.at("/metrics/logLoss").doubleValue(), 1e-6);
    assertEquals(1, json.at("/baselines/seasonal/accuracy").doubleValue());
    assertEquals(0.6, json.at("/baselines/mostFrequent/accuracy").doubleValue(), 1e-12);
    assertEquals(0.6, json.at("/baselines/last/accuracy").doubleValue(), 1e-12);
    String text = evaluate("classes").succeeded().out();
    assertTrue(text.contains("Confusion       rain   sun  (predicted)"), text);
  }

  @Test
  void textsHavePerplexityAndBits() {
    JsonNode json = evaluate("text", "--json", "-").json();
    double loss = json.at("/loss").doubleValue();
    assertEquals(loss, json.at("/metrics/logLoss").doubleValue(), 1e-6);
    assertEquals(loss / Math.log(2), json.at("/metrics/bits").doubleValue(), 1e-6);
    assertEquals(Math.exp(loss), json.at("/metrics/perplexity").doubleValue(), 1e-4);
    assertEquals(json.at("/accuracy"), json.at("/metrics/accuracy"));
    assertTrue(json.at("/baselines/mostFrequent/accuracy").isNumber());
    assertTrue(json.at("/baselines/last/accuracy").isNumber());
  }

  @Test
  void trainReportsItsBestModelInTheUnitsOfTheData() {
    JsonNode trained = trained("told", "--target load --window 5", "--json", "-").json();
    JsonNode evaluated = evaluate("told", "--json", "-").json();
    assertEquals(evaluated.at("/metrics"), trained.at("/metrics"));
    assertEquals(evaluated.at("/baselines"), trained.at("/baselines"));
    String text = trained("lines", "--target load --window 5").out();
    assertTrue(text.contains("Score     load: mae "), text);
    assertTrue(text.contains("Baseline  last value: mae "), text);
  }

  @Test
  void aBacktestRollsTheOrigin() {
    Answer answer = evaluate("log", "--season", "5", "--backtest", "4", "--json", "-");
    JsonNode backtest = answer.json().at("/backtest");
    assertEquals(4, backtest.at("/origins").intValue());
    assertEquals(2, backtest.at("/apart").intValue());
    assertEquals(2, backtest.at("/groups").intValue());
    assertEquals(4, backtest.at("/byOrigin").size());
    assertEquals(4 * 2 * 2, backtest.at("/metrics/predictions").intValue());
    assertEquals(8, backtest.at("/metrics/byStep/1/predictions").intValue());
    assertEquals(4, backtest.at("/byOrigin/3/metrics/predictions").intValue());
    assertEquals(4, backtest.at("/byOrigin/3/origin").intValue());
    assertEquals(0, backtest.at("/byOrigin/0/baselines/seasonal/mae").doubleValue());
    String text = evaluate("log", "--backtest", "4").succeeded().out();
    assertTrue(text.contains("Backtest  from 4 origins in each of 2 groups, 2 rows apart"), text);
    assertTrue(text.contains("origin 4: load mae "), text);
    String classes = evaluate("classes", "--backtest", "2").succeeded().out();
    assertTrue(classes.contains("origin 1: accuracy "), classes);
  }

  @Test
  void whatCannotBeMeasuredIsRefused() {
    evaluate("log", "--backtest", "11")
        .failed(2, "fewer origins than --backtest", "at most 10, 2 rows apart", "11", "'north'");
    evaluate("log", "--backtest", "0").failed(2, "number of origins", "at least 1", "0");
    evaluate("log", "--season", "0").failed(2, "The season is out of range.", "--season 0");
    evaluate("text", "--backtest", "2").failed(2, "--backtest has no effect here", "a text");
    evaluate("text", "--season", "2").failed(2, "--season has no effect here: a text has no");
    String blind = "meter,load,sky\nnorth,1,\nnorth,2,\nsouth,1,\nsouth,2,\n";
    Path other = Samples.write(work.resolve("blind.csv"), blind);
    evaluate("classes", "--csv", other.toString())
        .failed(1, "Nothing is known of what is predicted.", "missing targets only", "blind.csv");
  }

  /** The guard stops a run whose updates are not finite; what is left is its best model so far. */
  @Test
  void aModelWhoseTrainingFailedIsMeasuredWithAWarning() throws IOException {
    trained("failed", "--target load --window 5");
    Path folder = work.resolve("failed");
    assertEquals("", evaluate("failed").succeeded().err());
    Files.createFile(folder.resolve("nonfinite-12.safetensors"));
    Files.createFile(folder.resolve("nonfinite-4.safetensors"));
    assertEquals("", evaluate("failed").succeeded().err(), "the run ended nevertheless");
    Files.delete(folder.resolve("train.json"));
    String told = evaluate("failed").succeeded().err();
    assertTrue(told.contains("the training of this model has not ended"), told);
    assertTrue(told.contains("nonfinite-4.safetensors"), told);
  }

  @Test
  void aModelThatDivergedIsMeasuredWithAWarning() {
    List<String> words =
        new ArrayList<>(List.of("train", "--out", work.resolve("diverged").toString()));
    words.addAll(List.of("--csv", work + "/t.csv", "--target", "load", "--valid", "20"));
    words.addAll(List.of("--group", "meter", "--units", "4", "--updates", "2", "--hook", "none"));
    words.addAll(List.of("--optimizer", "sgd:lr=1000000", "--evaluate-every", "1"));
    Answer trained = Answer.to(words.toArray(String[]::new));
    assertEquals(1, trained.code(), trained.err());
    assertTrue(trained.err().contains("The training has diverged"), trained.err());
    Answer answer = evaluate("diverged", "--json", "-").succeeded();
    assertTrue(
        answer.err().contains("carousel: the network is unusable: its loss of "), answer.err());
    assertFalse(answer.err().contains("has not ended"), answer.err());
    assertFalse(evaluate("log").succeeded().err().contains("unusable"));
  }
}
