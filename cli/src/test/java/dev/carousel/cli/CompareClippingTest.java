package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clipping methods, compared by training. */
class CompareClippingTest {
  @TempDir private Path folder;

  private Answer diagnose(String... more) {
    List<String> all =
        new ArrayList<>(List.of("diagnose", "--text", Samples.text(folder).toString()));
    all.addAll(List.of("--units", "6", "--batch", "4", "--bptt", "8", "--lag", "20"));
    all.addAll(List.of(more));
    return Answer.to(all.toArray(new String[0]));
  }

  private static JsonNode trial(JsonNode clippers, String clipper) {
    for (JsonNode trial : clippers.at("/trials")) {
      if (trial.at("/clipper").textValue().startsWith(clipper)) {
        return trial;
      }
    }
    throw new AssertionError(clipper + " is not in " + clippers);
  }

  @Test
  void waysToClipAreTrainedOnEqualBudgets() {
    Answer answer =
        diagnose(
                "--cell",
                "lstm",
                "--updates",
                "60",
                "--compare-clipping",
                "--seeds",
                "1",
                "--json",
                "-")
            .succeeded();
    JsonNode run = answer.json().at("/runs/0");
    JsonNode clippers = run.at("/clippers");
    assertEquals(60, clippers.at("/updates").longValue());
    assertEquals("none", clippers.at("/pilot").textValue());
    assertEquals(8, clippers.at("/trials").size());
    assertEquals(
        run.at("/validLoss").doubleValue(),
        trial(clippers, "clip-norm:max=1").at("/validLoss").doubleValue(),
        "the hooks as they are: the same training as that of the network itself");
    JsonNode none = trial(clippers, "none");
    assertEquals(0, none.at("/clippedShare").doubleValue());
    assertEquals(1, none.at("/cosine").doubleValue(), 1e-6);
    JsonNode auto = trial(clippers, "autoclip");
    assertTrue(auto.at("/clippedShare").doubleValue() > 0.5, auto::toString);
    assertEquals(1, auto.at("/cosine").doubleValue(), 1e-6, "by the norm of all");
    assertTrue(trial(clippers, "agc").at("/cosine").doubleValue() < 0.999, "unit by unit");
    assertTrue(clippers.at("/best").isNull(), "of one seed nothing is said");
    assertEquals("not judged", auto.at("/verdict").textValue());
    assertTrue(none.at("/verdict").isNull());
    assertTrue(answer.err().contains("Clipping methods, compared"), answer.err());
    assertTrue(
        answer.err().contains("Not judged, one seed (3 are needed): the smallest"), answer.err());
  }

  /** Each seed has its own start; the first is that of the run. */
  @Test
  void waysAreComparedOverSeeds() {
    JsonNode run =
        diagnose("--cell", "lstm", "--updates", "20", "--compare-clipping", "--json", "-")
            .succeeded()
            .json()
            .at("/runs/0");
    JsonNode clippers = run.at("/clippers");
    assertEquals(3, clippers.at("/seeds").intValue());
    JsonNode norm = trial(clippers, "clip-norm:max=1");
    assertNotEquals(run.at("/validLoss").doubleValue(), norm.at("/validLoss").doubleValue());
    assertEquals(2, norm.at("/lossCi95").size());
    assertTrue(norm.at("/judgement").textValue().startsWith(norm.at("/verdict").textValue()));
  }

  @Test
  void theyShowThemselvesInTrainingAlone() {
    diagnose("--cell", "lstm", "--untrained", "--compare-clipping")
        .failed(
            2,
            "--compare-clipping trains networks, and --untrained trains none.",
            "--compare-clipping without --untrained");
    Path run = folder.resolve("run");
    Answer.to(Samples.train(run, "--text", Samples.text(folder).toString(), "--updates", "2"))
        .succeeded();
    Answer.to("diagnose", run.toString(), "--compare-clipping")
        .failed(2, "already trained", "--compare-clipping");
  }
}
