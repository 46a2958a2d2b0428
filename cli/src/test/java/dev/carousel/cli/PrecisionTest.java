package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Measurements in float64. */
class PrecisionTest {
  private static final String MODEL =
      "../interop/src/test/resources/dev/carousel/interop/pytorch/characters.pt";
  private static final String NOTE = "Measured in float64, with the reference engine.";

  @TempDir private static Path folder;
  private static String text = "";

  @BeforeAll
  static void write() {
    text = Samples.text(folder).toString();
  }

  private static JsonNode measured(String precision, String... words) {
    List<String> line = new ArrayList<>(List.of("diagnose"));
    line.addAll(List.of(words));
    line.addAll(List.of("--text", text, "--precision", precision, "--json", "-"));
    Answer answer = Answer.to(line.toArray(new String[0])).succeeded();
    assertEquals(precision.equals("float64"), answer.err().contains(NOTE), answer.err());
    assertTrue(answer.json().at("/commandLine").textValue().contains("--precision " + precision));
    return answer.json().at("/runs/0");
  }

  /** The gradient of a linear orthogonal network is a power of its gain. */
  @Test
  void whatIsLeftAfterManyStepsIsExact() {
    String[] words = {
      "--untrained", "--cell", "rnn:activation=identity,init=orthogonal,gain=0.7", "--lag", "60"
    };
    assertTrue(error(measured("float64", words)) < 1e-12);
    assertTrue(error(measured("float32", words)) > 1e-8);
  }

  private static double error(JsonNode run) {
    JsonNode gradient = run.at("/layers/0/states/0/gradient");
    double largest = 0;
    for (int lag = 0; lag < gradient.size(); lag++) {
      double exact = Math.pow(0.7, lag);
      largest = Math.max(largest, Math.abs(gradient.get(lag).doubleValue() / exact - 1));
    }
    return largest;
  }

  @Test
  void filesAndRunsAreMeasuredAlike() {
    Path run = folder.resolve("run");
    Answer.to("import", MODEL, "--text", text, "--out", run.toString()).succeeded();
    JsonNode ofFile = measured("float64", MODEL, "--as", "pytorch", "--lag", "10").at("/layers");
    JsonNode ofRun = measured("float64", run.toString(), "--lag", "10").at("/layers");
    JsonNode rounded = measured("float32", MODEL, "--as", "pytorch", "--lag", "10").at("/layers");
    String place = "/1/states/0/gradient";
    assertEquals(ofFile.at(place), ofRun.at(place));
    assertNotEquals(ofFile.at(place), rounded.at(place));
    for (int lag = 0; lag < 11; lag++) {
      double exact = ofFile.at(place).get(lag).doubleValue();
      assertEquals(exact, rounded.at(place).get(lag).doubleValue(), 1e-4 * exact);
    }
  }

  @Test
  void whatItCannotDoIsRefused() {
    Answer.to("diagnose", "--text", text, "--precision", "float64")
        .failed(
            2,
            "--precision float64 measures, and does not train.",
            "expected: RUN-DIR, MODEL-FILE or --untrained with it",
            "carousel diagnose run --precision float64");
    Answer.to("diagnose", "--text", text, "--precision", "float16")
        .failed(2, "--precision has an invalid value.", "one of float32, float64", "'float16'");
    Answer.to(
            "diagnose",
            MODEL,
            "--text",
            text,
            "--precision",
            "float64",
            "--threads",
            "2",
            "--recompute",
            "8")
        .failed(
            2,
            "--recompute, --threads has no effect here: float64 is computed on one thread, and all"
                + " steps are kept.");
  }

  @Test
  void noteIsLeftOutWhereItSaysNothing() {
    String report = Answer.to("diagnose", MODEL, "--text", text, "--lag", "4").succeeded().out();
    assertFalse(report.contains("float64"), report);
  }
}
