package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prescriptions that are tried by training, held against what they promise. */
class ProveTest {
  @TempDir private Path folder;

  private JsonNode diagnose(String... more) {
    return answer(more).json();
  }

  private Answer answer(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6", "--batch", "4", "--lag", "20", "--json", "-"));
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0])).succeeded();
  }

  /** The cure of that change, which is there once whatever it is against. */
  private static JsonNode cure(JsonNode report, String finding, String change) {
    List<String> known = new ArrayList<>();
    for (JsonNode cure : report.at("/runs/0/cures")) {
      String rules = cure.at("/findings").toString();
      String tried = cure.at("/change").textValue();
      if (rules.contains('"' + finding + '"') && tried.startsWith(change)) {
        isConsistent(cure);
        return cure;
      }
      known.add(rules + ": " + tried);
    }
    throw new AssertionError(finding + ": " + change + " is not in " + known);
  }

  /** What is called a help never has a loss that is worse by more than the margin of 1 %. */
  private static void isConsistent(JsonNode cure) {
    assertEquals(3, cure.at("/seeds").intValue());
    assertEquals(3, cure.at("/validLossesBefore").size());
    boolean isHelp = cure.at("/verdict").textValue().equals("helped");
    assertEquals(isHelp, cure.at("/helped").booleanValue());
    assertTrue(
        !isHelp
            || cure.at("/lossDifference").doubleValue()
                <= 0.01 * cure.at("/validLossBefore").doubleValue(),
        cure::toString);
    assertTrue(cure.at("/summary").textValue().startsWith(cure.at("/verdict").textValue()));
  }

  /** What became of one of the quantities that it promised. */
  private static JsonNode promise(JsonNode cure, String name, String unit) {
    for (JsonNode measure : cure.at("/measures")) {
      if (measure.at("/name").textValue().equals(name)) {
        assertEquals(unit, measure.at("/unit").textValue());
        return measure;
      }
    }
    throw new AssertionError(name + " is not in " + cure);
  }

  private static double before(JsonNode promise) {
    return promise.at("/before").doubleValue();
  }

  private static double after(JsonNode promise) {
    return promise.at("/after").doubleValue();
  }

  /** The gate forget starts at sigmoid(-6), and is opened to sigmoid(2.9). */
  @Test
  void anOpenedGateIsNoLongerSaturated() {
    JsonNode report = diagnose("--cell", "lstm:forget-bias=-6", "--updates", "3", "--prove");
    JsonNode opened = saturated(cure(report, "saturation", "--cell lstm:forget-bias=2.9"));
    assertEquals(1, before(opened));
    assertEquals(0, after(opened));
    assertTrue(opened.at("/improved").booleanValue());
    JsonNode half = cure(report, "saturation", "--cell lstm:forget-bias=-6,gain=0.5");
    assertEquals(1, after(saturated(half)), "the bias alone shuts it");
    assertFalse(saturated(half).at("/improved").booleanValue());
  }

  private static JsonNode saturated(JsonNode cure) {
    return promise(cure, "saturated units", "share of units");
  }

  /** relu of zeros has neither a value nor a slope; tanh has the slope. */
  @Test
  void aUnitThatHasASlopeMoves() {
    JsonNode report =
        diagnose("--cell", "rnn:activation=relu,init=zero", "--updates", "3", "--prove");
    JsonNode tanh = cure(report, "dead-units", "--cell rnn:activation=tanh");
    JsonNode moves = promise(tanh, "units that never move", "units");
    assertEquals(6, before(moves));
    assertEquals(0, after(moves));
    assertTrue(moves.at("/improved").booleanValue());
    JsonNode slower = cure(report, "dead-units", "--optimizer adam:lr=0.0005");
    JsonNode none = promise(slower, "units that never move", "units");
    assertEquals(6, after(none), "a step of nothing is as small as any");
    assertFalse(none.at("/improved").booleanValue());
    assertFalse(slower.at("/helped").booleanValue());
  }

  /** Of the cell's two states c alone can grow: h stays between -1 and 1. */
  @Test
  void aStateThatForgetsDriftsLess() {
    JsonNode report = diagnose("--cell", "lstm:forget-bias=12", "--updates", "3", "--prove");
    JsonNode forgets = drift(cure(report, "drift", "--cell lstm:forget-bias=2.9"));
    assertTrue(before(forgets) > 0.01, forgets::toString);
    assertTrue(after(forgets) < before(forgets), forgets::toString);
    assertTrue(forgets.at("/pValue").doubleValue() < 0.05, forgets::toString);
    assertTrue(forgets.at("/improved").booleanValue(), forgets::toString);
    assertTrue(drift(cure(report, "drift", "--cell gru")).at("/after").isNumber());
  }

  private static JsonNode drift(JsonNode cure) {
    return promise(cure, "drift of the state's norm", "share per step");
  }

  @Test
  void aHigherThresholdClipsFewerUpdates() {
    JsonNode report =
        diagnose(
            "--cell",
            "lstm",
            "--updates",
            "60",
            "--hook",
            "non-finite",
            "--hook",
            "clip-norm:max=0.001",
            "--prove");
    JsonNode raised = clipped(cure(report, "clipping-as-learning-rate", "--hook clip-norm:max="));
    assertEquals(1, before(raised));
    assertTrue(after(raised) < 0.5, raised::toString);
    assertTrue(raised.at("/improved").booleanValue());
    JsonNode slower = clipped(cure(report, "clipping-as-learning-rate", "--optimizer"));
    assertEquals(1, after(slower), "the threshold is where it was");
    assertFalse(slower.at("/improved").booleanValue());
  }

  private static JsonNode clipped(JsonNode cure) {
    return promise(cure, "updates that were clipped", "share of updates");
  }

  @Test
  void longerChunksTurnTheGradientBack() {
    JsonNode report =
        diagnose(
            "--cell",
            "rnn:activation=identity,init=orthogonal",
            "--updates",
            "3",
            "--bptt",
            "1",
            "--prove");
    JsonNode longer =
        promise(
            cure(report, "short-truncation", "--bptt "),
            "cosine of the truncated gradient",
            "cosine");
    assertTrue(before(longer) < 0.9, longer::toString);
    assertTrue(after(longer) > before(longer), longer::toString);
  }

  /** The best first, each change once, the same words everywhere, and advice in that order. */
  @Test
  void terminalAndJsonTellTheSameOfOneChange() {
    Answer answer = answer("--cell", "lstm:forget-bias=-6", "--updates", "20", "--prove");
    JsonNode run = answer.json().at("/runs/0");
    String text = answer.err().replaceAll("\\s+", " ");
    assertTrue(text.contains(" lstm:forget-bias=-6: " + run.at("/tried").textValue()), text);
    List<String> changes = new ArrayList<>();
    List<Boolean> helps = new ArrayList<>();
    for (JsonNode cure : run.at("/cures")) {
      isConsistent(cure);
      assertTrue(text.contains(cure.at("/summary").textValue()), text);
      changes.add(cure.at("/change").textValue());
      helps.add(cure.at("/helped").booleanValue());
      isPrescribedWith(run, cure);
    }
    assertEquals(changes.stream().distinct().toList(), changes);
    assertEquals(helps.stream().sorted(Comparator.reverseOrder()).toList(), helps);
    assertEquals(
        helps.stream().filter(helped -> helped).count(), text.split(" try --", -1).length - 1L);
  }

  private static void isPrescribedWith(JsonNode run, JsonNode cure) {
    for (JsonNode finding : run.at("/findings")) {
      for (JsonNode prescription : finding.at("/prescriptions")) {
        if (prescription.at("/change").equals(cure.at("/change"))) {
          assertEquals(cure.at("/verdict"), prescription.at("/verdict"));
        }
      }
    }
  }

  @Test
  void oneSeedIsTriedAndNotJudged() {
    JsonNode run =
        diagnose("--cell", "lstm:forget-bias=-6", "--updates", "2", "--prove", "--seeds", "1")
            .at("/runs/0");
    assertEquals("No change is judged with fewer than 3 seeds.", run.at("/tried").textValue());
    JsonNode cure = run.at("/cures/0");
    assertEquals("not judged", cure.at("/verdict").textValue());
    assertTrue(cure.at("/helped").isNull());
    assertTrue(cure.at("/lossCi95").isNull());
    assertTrue(cure.at("/summary").textValue().startsWith("not judged, one seed"));
  }

  @Test
  void seedsAreRefusedWhereTheyDoNothingAndOutOfRange() {
    Answer.to("diagnose", "--seeds", "4")
        .failed(2, "--seeds has no effect here", "--prove", "--compare-clipping", "--forecast");
    Answer.to("diagnose", "--prove", "--seeds", "0")
        .failed(2, "--seeds is out of range", "from 1 to 30", "--seeds 0");
    Answer.to("diagnose", "--prove", "--seeds", "31").failed(2, "from 1 to 30");
  }

  /** With one step of context nothing can vanish, and nothing is prescribed. */
  @Test
  void aProofWithNothingToTrySaysSo() {
    Path table = Samples.table(folder);
    Answer answer =
        Answer.to(
                "diagnose",
                "--csv",
                table.toString(),
                "--target",
                "wave",
                "--cell",
                "gru",
                "--units",
                "4",
                "--updates",
                "100",
                "--batch",
                "4",
                "--bptt",
                "32",
                "--optimizer",
                "adam:lr=0.02",
                "--lag",
                "5",
                "--prove")
            .succeeded();
    assertTrue(
        answer.out().contains("Note: Nothing to prove: no change is prescribed."), answer.out());
  }

  /** A run folder tells what its network was trained with. */
  @Test
  void whatARunWasTrainedWithIsNotPrescribedAgain() {
    assertEquals(List.of(), clips("clip-norm:max=3"));
    assertEquals(List.of("--hook clip-norm:max=1"), clips("none"));
  }

  private List<String> clips(String hook) {
    Path run = folder.resolve(hook.replaceAll("[^a-z]", ""));
    Path text = Samples.write(folder.resolve("short.txt"), "the cat sat on the mat.\n".repeat(8));
    String[] train =
        Samples.train(
            run,
            "--text",
            text.toString(),
            "--valid",
            "0.4",
            "--cell",
            "rnn:activation=identity,init=orthogonal,gain=1.03",
            "--updates",
            "2",
            "--bptt",
            "16",
            "--hook",
            hook);
    Answer.to(train).succeeded();
    JsonNode report =
        Answer.to("diagnose", run.toString(), "--lag", "20", "--json", "-").succeeded().json();
    List<String> clips = new ArrayList<>();
    for (JsonNode finding : report.at("/runs/0/findings")) {
      finding
          .at("/prescriptions")
          .forEach(
              prescription -> {
                String change = prescription.at("/change").textValue();
                if (change.startsWith("--hook")) {
                  clips.add(change);
                  assertTrue(prescription.at("/now").isNull(), "its training was not seen");
                }
              });
    }
    return clips;
  }
}
