package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("optimized")
class DemonstrationTest {
  private static final int LAG = 60;

  @Test
  void showsAnExplosionClippedAVanishingGradientAndAnLstmThatCarriesOne(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("flow.json");
    Answer answer =
        Answer.to("diagnose", "--lag", "" + LAG, "--no-progress", "--json", file.toString());
    assertEquals(0, answer.code(), answer.err());
    JsonNode report = new ObjectMapper().readTree(file.toFile());
    JsonNode runs = report.at("/runs");
    assertEquals("sgd:lr=1", report.at("/settings/optimizer").textValue());
    assertEquals(
        List.of(
            "rnn:gain=2,init=orthogonal untrained",
            "rnn:gain=2,init=orthogonal",
            "rnn:gain=2,init=orthogonal + clip-norm",
            "rnn",
            "lstm:forget-bias=5"),
        StreamSupport.stream(runs.spliterator(), false)
            .map(run -> run.at("/name").textValue())
            .toList());
    double uniform = Math.log(77);
    assertTrue(left(runs.get(0), 0) > 1e3, "explodes");
    assertTrue(runs.get(1).at("/validLoss").doubleValue() > uniform, "is ruined");
    assertTrue(runs.get(2).at("/validLoss").doubleValue() < 0.8 * uniform, "learns");
    assertTrue(left(runs.get(3), 0) < 1e-6, "vanishes");
    assertTrue(left(runs.get(4), 1) > 0.5, "is carried");

    String text = answer.out().replaceAll("\\s+", " ");
    assertTrue(text.contains("1. Large weights: the gradient explodes"), text);
    assertTrue(text.contains("2. The same network, clipped: it learns"), text);
    assertTrue(text.contains("3. Ordinary weights: the gradient vanishes"), text);
    assertTrue(text.contains("4. An LSTM with open forget gates: the gradient is carried"), text);
    assertTrue(text.contains("On average f is 0.99"), text);
    assertTrue(text.contains("Next carousel tour"), text);
    assertTrue(text.contains("rnn:gain=2 + clip-norm h"), text);
    assertTrue(!text.contains("Lyapunov"), "figures for specialists come with --full");
  }

  private static double left(JsonNode run, int state) {
    return run.at("/layers/0/states/" + state + "/gradient/" + LAG).doubleValue();
  }

  @Test
  void isTheOnlyReportThatHasAShortForm() {
    Answer answer = Answer.to("diagnose", "--full", "--cell", "rnn", "--updates", "1");
    assertEquals(2, answer.code());
    assertTrue(
        answer
            .err()
            .contains("--full has no effect here: only the demonstration has a short report"),
        answer.err());
  }
}
