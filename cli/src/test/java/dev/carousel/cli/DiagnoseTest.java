package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnoseTest {
  @TempDir private Path folder;

  /** A diagnosis of small networks on a short text. */
  private Answer diagnose(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6"));
    all.addAll(List.of(more));
    if (!all.contains("--untrained")) {
      all.addAll(List.of("--batch", "4", "--bptt", "8"));
    }
    if (!all.contains("--lag")) {
      all.addAll(List.of("--lag", "20"));
    }
    return Answer.to(all.toArray(new String[0]));
  }

  /**
   * Linear, with gain 1.2 over 100 steps: finite at the start, and at no update after the first.
   */
  @Test
  void anExplosionIsMeasuredWhereItWasFiniteAndCuredByClipping(@TempDir Path work) {
    String[] arguments = {
      "diagnose",
      "--task",
      "adding:length=100,sequences=64",
      "--lag",
      "99",
      "--units",
      "8",
      "--cell",
      "rnn:activation=identity,init=orthogonal,gain=1.2",
      "--batch",
      "16",
      "--optimizer",
      "sgd:lr=0.05",
      "--hook",
      "none",
      "--updates",
      "20",
      "--no-progress",
      "--prove",
      "--compare-clipping",
      "--json",
      work.resolve("flow.json").toString(),
      "--require",
      "horizon>=50"
    };
    Answer answer = Answer.to(arguments);
    assertEquals(1, answer.code(), answer.err());
    assertTrue(answer.err().contains("its training exploded"), answer.err());
    String out = answer.out().replaceAll("\\s+", " ");
    assertTrue(out.contains("training exploded: it became not finite"), out);
    assertTrue(out.contains("it grows by 20 % with every step back"), out);
    assertTrue(out.contains("10 of 11 updates had a loss or a gradient that is not finite"), out);
    String first =
        "try --cell rnn:activation=identity,init=orthogonal,gain=1 --hook clip-norm:max=1";
    assertTrue(out.contains(first), out);
    assertTrue(
        out.contains("gain=1 --hook clip-norm:max=1 helped: 0 of 3 trainings not finite"), out);
    assertTrue(out.contains("none: 30 updates not finite, 30 updates skipped, stopped early"), out);
    assertTrue(Pattern.compile("clip-norm:max=1 [0-9.e]+ [0-9.e]+ 100 %").matcher(out).find(), out);
    assertFalse(out.contains("lost within") || out.contains("vanishes"), out);
  }

  /** Finite all the time, with weights thrown so far that every unit is saturated. */
  @Test
  void aTrainingThatDivergedIsCalledSoAndNotVanishing() {
    Answer answer =
        diagnoseTask("lstm", "adam:lr=10000", "--require", "horizon>=1", "--hook", "none");
    assertEquals(1, answer.code(), answer.err());
    assertTrue(answer.err().contains("its training diverged"), answer.err());
    String out = answer.out().replaceAll("\\s+", " ");
    assertTrue(out.contains("lstm: training diverged: its loss is unusable."), out);
    assertTrue(out.contains("does not explode. The updates were too large for the weights"), out);
    assertTrue(out.contains("try --optimizer adam:lr=0.001 "), out);
    assertFalse(out.contains("vanish") || out.contains("forget-bias"), out);
    assertFalse(out.contains("clip-norm"), "it does not bound what Adam makes of it: " + out);
  }

  /** The same where it does not stay finite. */
  @Test
  void saturatedUnitsAfterAnExplosionAreNotCalledVanishing() {
    Answer answer = diagnoseTask("lstm", "sgd:lr=1e6", "--hook", "none");
    assertEquals(0, answer.code(), answer.err());
    String out = answer.out().replaceAll("\\s+", " ");
    assertTrue(out.contains("lstm: training exploded: it became not finite."), out);
    assertTrue(out.contains("does not explode. The updates were too large for the weights"), out);
    assertTrue(out.contains("try --optimizer sgd:lr=0.001 "), out);
    assertFalse(out.contains("vanish") || out.contains("lost within"), out);
  }

  private static Answer diagnoseTask(String cell, String optimizer, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("diagnose", "--task", "adding:length=50,sequences=256", "--lag", "49"));
    all.addAll(List.of("--units", "16", "--updates", "30", "--cell", cell));
    all.addAll(List.of("--optimizer", optimizer, "--no-progress"));
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0]));
  }

  @Test
  void vanillaCellAndLstmAreComparedIfNoneIsNamed() {
    Answer answer = diagnose("--updates", "3").succeeded();
    assertTrue(answer.out().contains("rnn   "), answer.out());
    assertTrue(answer.out().contains("3 updates, validation loss"), answer.out());
    assertTrue(answer.out().contains("lstm  "), answer.out());
    assertTrue(answer.err().contains("training rnn"), answer.err());
    assertTrue(answer.err().contains("training lstm"), answer.err());
  }

  @Test
  void jsonGoesToStandardOutputAlone() {
    Answer answer =
        diagnose("--updates", "2", "--cell", "rnn", "--cell", "gru", "--seed", "5", "--json", "-");
    JsonNode json = answer.succeeded().json();
    assertEquals(1, answer.out().lines().count());
    assertEquals(5, json.at("/seed").longValue());
    assertEquals(20, json.at("/lag").intValue());
    assertEquals("rnn", json.at("/runs/0/cell").textValue());
    assertEquals("gru", json.at("/runs/1/cell").textValue());
    assertEquals(2, json.at("/runs/0/updates").longValue());
    assertTrue(json.at("/runs/0/validLoss").doubleValue() > 0);
    assertTrue(answer.err().contains("Verdict"), answer.err());
  }

  @Test
  void theTimeStepThatDominatesIsTold() {
    Answer answer =
        diagnose("--updates", "12", "--cell", "rnn", "--hook", "clip-norm:max=1e-6", "--json", "-");
    JsonNode clipping = answer.succeeded().json().at("/runs/0/clipping");
    assertEquals("[0,10]", clipping.at("/steps/updates").toString());
    assertEquals("[8,8]", clipping.at("/steps/of").toString());
    for (JsonNode share : clipping.at("/steps/share")) {
      assertTrue(share.doubleValue() > 1.0 / 8 && share.doubleValue() <= 1, share.toString());
    }
    assertTrue(clipping.get("warning").isNull(), "12 updates are too few to say");
    assertTrue(
        answer.err().lines().anyMatch(l -> l.matches("  rnn +[0-9.]+ +100 % +[0-7] of 8 +\\d+ %")),
        answer.err());
    JsonNode warned =
        diagnose("--updates", "20", "--cell", "rnn", "--hook", "clip-norm:max=1e-6", "--json", "-")
            .succeeded()
            .json();
    assertTrue(
        warned.at("/runs/0/clipping/warning").textValue().startsWith("100 % of 20 updates"),
        warned.at("/runs/0/clipping/warning").toString());
  }

  @Test
  void anUntrainedNetworkHasNothingToTellOfTraining() {
    String text = diagnose("--untrained", "--cell", "rnn").succeeded().out();
    assertFalse(text.contains("During training"), text);
  }

  @Test
  void jsonFileStandsBesideTheReport() throws IOException {
    Path file = folder.resolve("flow.json");
    Answer answer = diagnose("--untrained", "--cell", "gru", "--json", file.toString());
    assertTrue(answer.succeeded().out().contains("Verdict"), answer.out());
    assertEquals("diagnose", new ObjectMapper().readTree(file.toFile()).at("/command").textValue());
  }

  @Test
  void sameSeedGivesTheSameFigures() {
    String[] arguments = {"--updates", "2", "--cell", "lstm", "--json", "-", "--threads", "2"};
    assertEquals(figures(arguments), figures(arguments));
  }

  @Test
  void theReportSaysWhatItWasMadeByAndOf() {
    JsonNode json =
        diagnose("--updates", "2", "--cell", "rnn", "--hook", "clip-norm:max=2", "--json", "-")
            .succeeded()
            .json();
    String command = json.at("/commandLine").textValue();
    assertTrue(
        command.startsWith("carousel diagnose ") && command.contains(" --cell rnn "), command);
    assertTrue(Instant.parse(json.at("/date").textValue()).isAfter(Instant.EPOCH));
    assertEquals(6, json.at("/settings/units").intValue());
    assertEquals("adam:lr=0.002", json.at("/settings/optimizer").textValue());
    assertTrue(json.at("/settings/hook").toString().contains("clip-norm:max=2"));
    assertEquals(4, json.at("/settings/batch").intValue());
    assertEquals(8, json.at("/settings/bptt").intValue());
    assertEquals("classes", json.at("/dataset/predicts").textValue());
    assertEquals("rnn", json.at("/runs/0/name").textValue());
  }

  /** All of a report but its date. */
  private JsonNode figures(String... arguments) {
    ObjectNode report = (ObjectNode) diagnose(arguments).succeeded().json();
    report.remove("date");
    return report;
  }

  @Test
  void untrainedLstmOfZeroWeightsFadesAsItsForgetGateSays() {
    JsonNode json =
        diagnose("--untrained", "--cell", "lstm:init=zero,forget-bias=3", "--json", "-")
            .succeeded()
            .json();
    JsonNode run = json.at("/runs/0");
    assertTrue(!run.at("/trained").booleanValue());
    assertTrue(run.at("/validLoss").isNull());
    JsonNode states = run.at("/layers/0/states");
    JsonNode cell =
        states.get(0).at("/state").textValue().equals("c") ? states.get(0) : states.get(1);
    double expected = -Math.log1p(Math.exp(-3));
    assertEquals(expected, cell.at("/growthPerStep").doubleValue(), 1e-6);
    assertEquals(-1 / expected, cell.at("/horizon").doubleValue(), 1e-3);
  }

  @Test
  void linearOrthogonalNetworkFadesByItsGain() {
    String cell = "rnn:activation=identity,init=orthogonal,gain=0.9";
    Answer answer = diagnose("--untrained", "--cell", cell, "--json", "-").succeeded();
    JsonNode layer = answer.json().at("/runs/0/layers/0");
    assertEquals(Math.log(0.9), layer.at("/states/0/growthPerStep").doubleValue(), 1e-6);
    assertEquals(0.9, layer.at("/recurrentLargestSingularValue").doubleValue(), 1e-5);
    assertTrue(answer.err().contains("vanishing is certain"), answer.err());
    assertEquals("yes", layer.at("/lyapunov/parallelInTime").textValue());
    String line = "  parallel in time (largest exponent below 0): ";
    assertTrue(answer.err().lines().anyMatch(l -> l.startsWith(line)), answer.err());
  }

  @ParameterizedTest
  @CsvSource({"1, open, open whether", "1.1, no, not"})
  void whereDifferencesDoNotDieOutStepsCannotBeComputedAtOnce(
      String gain, String answer, String words) {
    String cell = "rnn:activation=identity,init=orthogonal,gain=" + gain;
    Answer told = diagnose("--untrained", "--cell", cell, "--json", "-").succeeded();
    assertEquals(answer, told.json().at("/runs/0/layers/0/lyapunov/parallelInTime").textValue());
    String line = "  " + words + " parallel in time";
    assertTrue(told.err().lines().anyMatch(l -> l.startsWith(line)), told.err());
  }

  @ParameterizedTest
  @CsvSource({"horizon>=2, 0", "horizon>=50, 1", "growth<0.01, 0", "growth>=0, 1"})
  void unmetRequirementsAreToldAndEndWithOne(String requirement, int code) {
    Answer answer =
        diagnose("--untrained", "--cell", "lstm:init=zero,forget-bias=3", "--require", requirement);
    assertEquals(code, answer.code(), answer.err());
    assertEquals(code == 1, answer.err().contains("requirement " + requirement + " is not met"));
  }

  @Test
  void wrongRequestsAreRefused() {
    diagnose("--require", "horizn>3").failed(2, "'horizn>3'", "did you mean 'horizon'?");
    diagnose("--cell", "lstn").failed(2, "no cell 'lstn'", "did you mean 'lstm'?");
    diagnose("--lag", "1")
        .failed(2, "--lag is out of range.", "at least 2 steps", "found:    --lag 1");
  }

  @Test
  void lagIsReducedToWhatTheDataHas() {
    Answer answer =
        Answer.to(
            "diagnose",
            "--task",
            "adding:length=12,sequences=40,valid=40",
            "--untrained",
            "--units",
            "4");
    assertTrue(answer.succeeded().out().contains("reduced from 100 to 11"), answer.out());
    assertTrue(answer.out().contains("in 40 places"), answer.out());
  }

  @Test
  void shortTextIsReadInFewerRows() {
    JsonNode json = diagnose("--untrained", "--cell", "rnn", "--lag", "80", "--json", "-").json();
    assertEquals(80, json.at("/lag").intValue());
  }

  @Test
  void dataTooShortForAnyLagIsRefused() {
    Path tiny = Samples.write(folder.resolve("tiny.txt"), "ababab");
    Answer.to("diagnose", "--text", tiny.toString(), "--valid", "0.4", "--untrained")
        .failed(1, "too short", "at least 3 steps");
  }

  @Test
  void networkOfARunFolderIsMeasuredOnItsOwnData() {
    Path run = folder.resolve("run");
    String text = Samples.text(folder).toString();
    Answer.to(Samples.train(run, "--text", text, "--cell", "gru", "--updates", "3", "--seed", "9"))
        .succeeded();
    JsonNode json =
        Answer.to("diagnose", run.toString(), "--lag", "20", "--json", "-").succeeded().json();
    assertEquals(9, json.at("/seed").longValue());
    assertEquals("gru", json.at("/runs/0/cell").textValue());
    assertEquals(3, json.at("/runs/0/updates").longValue());
    assertTrue(json.at("/runs/0/validLoss").isNumber());
    Answer.to("diagnose", run.toString(), "--cell", "rnn", "--updates", "3")
        .failed(2, "already trained", "--cell, --updates");
    String other = Samples.write(folder.resolve("other.txt"), "on the mat ".repeat(50)).toString();
    JsonNode elsewhere =
        Answer.to("diagnose", run.toString(), "--text", other, "--lag", "20", "--json", "-")
            .succeeded()
            .json();
    assertTrue(elsewhere.at("/data").textValue().contains("other.txt"), elsewhere.toString());
  }

  /** Only a long stream is cut; the sequences of a task are whole. */
  @Test
  void chunksCanOnlyBeTooShortWhereDataIsCut() {
    List<String> cell =
        List.of("--cell", "rnn:activation=identity,init=orthogonal", "--updates", "3");
    List<String> network = List.of("--units", "8", "--batch", "4", "--lag", "20");
    List<String> all = new ArrayList<>(List.of("diagnose", "--json", "-"));
    all.addAll(cell);
    all.addAll(network);
    List<String> ofText = new ArrayList<>(all);
    ofText.addAll(List.of("--text", Samples.text(folder).toString(), "--bptt", "1"));
    List<String> ofTask = new ArrayList<>(all);
    ofTask.addAll(List.of("--task", "adding:length=30"));
    assertTrue(rules(ofText).contains("short-truncation"));
    assertFalse(rules(ofTask).contains("short-truncation"));
  }

  /** 960 symbols hold no 32 rows of 64 steps, of which training tells as well. */
  @Test
  void fewerRowsThanAskedForAreNoted() {
    String text = Samples.text(folder).toString();
    List<String> line = new ArrayList<>(List.of("diagnose", "--text", text, "--lag", "4"));
    line.addAll(List.of("--cell", "rnn", "--units", "4", "--updates", "2"));
    String told = Answer.to(line.toArray(new String[0])).succeeded().out();
    assertTrue(told.contains("Note: Trained with batch 13 instead of 32: 863 steps hold"), told);
    line.add("--untrained");
    line.removeAll(List.of("--updates", "2"));
    told = Answer.to(line.toArray(new String[0])).succeeded().out();
    assertFalse(told.contains("Trained with"), told);
  }

  private static List<String> rules(List<String> command) {
    JsonNode json = Answer.to(command.toArray(new String[0])).succeeded().json();
    List<String> rules = new ArrayList<>();
    json.at("/runs/0/findings").forEach(finding -> rules.add(finding.at("/rule").textValue()));
    return rules;
  }
}
