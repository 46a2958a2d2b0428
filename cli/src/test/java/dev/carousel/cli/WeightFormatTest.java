package dev.carousel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The option {@code --weight-format} of commands that run a trained network. */
class WeightFormatTest {
  @TempDir private static Path work = Path.of("");
  private static String run = "";

  @BeforeAll
  static void train() {
    run = work.resolve("run").toString();
    String text = Samples.text(work).toString();
    Answer.to(Samples.train(work.resolve("run"), "--text", text, "--updates", "30")).succeeded();
  }

  private static JsonNode evaluated(String... format) {
    String[] line = {"evaluate", run, "--json", "-"};
    String[] all = new String[line.length + format.length];
    System.arraycopy(line, 0, all, 0, line.length);
    System.arraycopy(format, 0, all, line.length, format.length);
    return Answer.to(all).succeeded().json();
  }

  @Test
  void evaluateSaysTheFormatAndWhatItCosts() {
    JsonNode plain = evaluated();
    assertEquals("float32", plain.get("weightFormat").asText());
    assertEquals(plain, evaluated("--weight-format", "float32"));
    double loss = plain.get("loss").doubleValue();
    for (String format : new String[] {"bf16", "int8"}) {
      JsonNode narrow = evaluated("--weight-format", format);
      assertEquals(format, narrow.get("weightFormat").asText());
      assertNotEquals(loss, narrow.get("loss").doubleValue());
      assertEquals(loss, narrow.get("loss").doubleValue(), 0.01 * loss);
    }
  }

  @Test
  void sampleDrawsFromTheRoundedNetwork() {
    String plain = sampled("float32");
    assertEquals(plain, sampled("FLOAT32"));
    assertNotEquals(plain, sampled("bf16"));
    assertNotEquals(plain, sampled("int8"));
  }

  /** Long enough for a symbol that is drawn otherwise. */
  private static String sampled(String format) {
    String[] line = {"sample", run, "--length", "20000", "--weight-format", format};
    return Answer.to(line).succeeded().out();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sample", "evaluate", "predict"})
  void aWrongFormatIsRefusedWithTheNearest(String command) {
    Answer.to(command, run, "--weight-format", "int9")
        .failed(
            2,
            "--weight-format has an invalid value.",
            "expected: one of float32, bf16, int8",
            "found:    'int9'",
            "int8");
  }
}
