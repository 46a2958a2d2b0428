package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reports of diagnose are what the published schema says. */
class ReportSchemaTest {
  private static final Schema SCHEMA = Schema.of("report.schema.json");

  @TempDir private Path folder;

  private JsonNode report(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6", "--lag", "20", "--json", "-"));
    all.addAll(List.of(more));
    if (!all.contains("--untrained")) {
      all.addAll(List.of("--batch", "4", "--bptt", "8"));
    }
    return Answer.to(all.toArray(new String[0])).succeeded().json();
  }

  static Set<ValidationMessage> faults(JsonNode report) {
    return SCHEMA.faults(report);
  }

  @Test
  void ofTrainedNetworksWithCures() {
    JsonNode report =
        report(
            "--updates",
            "3",
            "--prove",
            "--compare-clipping",
            "--cell",
            "lstm:forget-bias=-2",
            "--cell",
            "rnn:init=orthogonal,gain=0.1");
    assertEquals(Set.of(), faults(report));
    assertFalse(report.at("/runs/0/cures").isEmpty());
    assertFalse(report.at("/runs/1/clippers/trials").isEmpty());
    assertEquals("[3]", report.at("/runs/0/losses/updates").toString());
    assertTrue(report.at("/runs/0/losses/train/0").isNumber());
    assertTrue(report.at("/runs/0/losses/valid/0").isNumber());
  }

  @Test
  void ofUntrainedNetworksOfSeveralLayersInBothDirections() {
    JsonNode report =
        report(
            "--untrained",
            "--layers",
            "2",
            "--cell",
            "gru",
            "--cell",
            "rnn:activation=identity,init=orthogonal,gain=1.5");
    assertEquals(Set.of(), faults(report));
  }

  @Test
  void aKeyThatIsMissingOrStrangeIsAFault() {
    ObjectNode report = (ObjectNode) report("--untrained", "--cell", "rnn");
    assertEquals(Set.of(), faults(report));
    report.put("strange", 1);
    assertEquals(1, faults(report).size());
    report.remove("strange");
    ((ObjectNode) report.at("/runs/0/layers/0/states/0")).remove("carousel");
    assertEquals(1, faults(report).size());
  }
}
