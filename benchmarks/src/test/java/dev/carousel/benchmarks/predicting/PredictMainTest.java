package dev.carousel.benchmarks.predicting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PredictMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void windowsAreCountedAndTimed() {
    assertEquals(0, run("--windows=40", "--steps=3", "--units=2", "--rounds=1"), err::toString);
    assertTrue(out.toString().startsWith("40 windows of 3 x 8, LSTM of 2"), out::toString);
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals(2, run("--windows", "0"));
    assertTrue(err.toString().contains("at least 1"), err::toString);
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return PredictMain.run(console, arguments);
  }
}
