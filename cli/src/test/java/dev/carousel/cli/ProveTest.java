package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prescriptions that are tried by training, held against what they promise. */
class ProveTest {
  @TempDir private Path folder;

  private JsonNode diagnose(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6", "--batch", "4", "--lag", "20", "--json", "-"));
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0])).succeeded().json();
  }

  /** The cure of that change; it is there once for each finding that it was prescribed for. */
  private static JsonNode cure(JsonNode report, String finding, String change) {
    List<String> known = new ArrayList<>();
    for (JsonNode cure : report.at("/runs/0/cures")) {
      String rule = cure.at("/finding").textValue();
      String tried = cure.at("/change").textValue();
      if (rule.equals(finding) && tried.startsWith(change)) {
        return cure;
      }
      known.add(rule + ": " + tried);
    }
    throw new AssertionError(finding + ": " + change + " is not in " + known);
  }

  private static double before(JsonNode cure) {
    return cure.at("/measures/0/before").doubleValue();
  }

  private static double after(JsonNode cure) {
    return cure.at("/measures/0/after").doubleValue();
  }

  private static void isMeasuredBy(JsonNode cure, String name, String unit) {
    assertEquals(name, cure.at("/measures/0/name").textValue());
    assertEquals(unit, cure.at("/measures/0/unit").textValue());
  }

  /** The gate forget starts at sigmoid(-6), and is opened to sigmoid(2.9). */
  @Test
  void anOpenedGateIsNoLongerSaturated() {
    JsonNode report = diagnose("--cell", "lstm:forget-bias=-6", "--updates", "3", "--prove");
    JsonNode opened = cure(report, "saturation", "--cell lstm:forget-bias=2.9");
    isMeasuredBy(opened, "saturated units", "share of units");
    assertEquals(1, before(opened));
    assertEquals(0, after(opened));
    assertTrue(opened.at("/helped").booleanValue());
    JsonNode half = cure(report, "saturation", "--cell lstm:forget-bias=-6,gain=0.5");
    assertEquals(1, after(half), "the bias alone shuts it");
    assertFalse(half.at("/helped").booleanValue());
  }

  /** relu of zeros has neither a value nor a slope; tanh has the slope. */
  @Test
  void aUnitThatHasASlopeMoves() {
    JsonNode report =
        diagnose("--cell", "rnn:activation=relu,init=zero", "--updates", "3", "--prove");
    JsonNode tanh = cure(report, "dead-units", "--cell rnn:activation=tanh");
    isMeasuredBy(tanh, "units that never move", "units");
    assertEquals(6, before(tanh));
    assertEquals(0, after(tanh));
    assertTrue(tanh.at("/helped").booleanValue());
    JsonNode slower = cure(report, "dead-units", "--optimizer adam:lr=0.0005");
    assertEquals(6, after(slower), "a step of nothing is as small as any");
    assertFalse(slower.at("/helped").booleanValue());
  }

  @Test
  void aStateThatForgetsDriftsLess() {
    JsonNode report = diagnose("--cell", "lstm:forget-bias=12", "--updates", "3", "--prove");
    JsonNode forgets = cure(report, "drift", "--cell lstm:forget-bias=2.9");
    isMeasuredBy(forgets, "drift of the state's norm", "share per step");
    assertTrue(before(forgets) > 0.01, forgets::toString);
    assertTrue(after(forgets) < before(forgets), forgets::toString);
    assertTrue(forgets.at("/helped").booleanValue());
    assertTrue(cure(report, "drift", "--cell gru").at("/measures/0/after").isNumber());
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
    JsonNode raised = cure(report, "clipping-as-learning-rate", "--hook clip-norm:max=");
    isMeasuredBy(raised, "updates that were clipped", "share of updates");
    assertEquals(1, before(raised));
    assertTrue(after(raised) < 0.5, raised::toString);
    assertTrue(raised.at("/helped").booleanValue());
    JsonNode slower = cure(report, "clipping-as-learning-rate", "--optimizer");
    assertEquals(1, after(slower), "the threshold is where it was");
    assertFalse(slower.at("/helped").booleanValue());
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
    JsonNode longer = cure(report, "short-truncation", "--bptt ");
    isMeasuredBy(longer, "cosine of the truncated gradient", "cosine");
    assertTrue(before(longer) < 0.9, longer::toString);
    assertTrue(after(longer) > before(longer), longer::toString);
    assertTrue(longer.at("/helped").booleanValue());
  }

  /** A run folder tells what its network was trained with. */
  @Test
  void whatARunWasTrainedWithIsNotPrescribedAgain() {
    assertEquals(List.of(), clips("clip-norm:max=3"));
    assertEquals(List.of("--hook clip-norm:max=1"), clips("none"));
  }

  private List<String> clips(String hook) {
    Path run = folder.resolve(hook.replaceAll("[^a-z]", ""));
    String[] train =
        Samples.train(
            run,
            "--text",
            Samples.text(folder).toString(),
            "--cell",
            "rnn:activation=identity,init=orthogonal,gain=1.5",
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
      if (finding.at("/rule").textValue().equals("exploding")) {
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
    }
    return clips;
  }
}
