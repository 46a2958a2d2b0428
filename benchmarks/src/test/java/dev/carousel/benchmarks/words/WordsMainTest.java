package dev.carousel.benchmarks.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WordsMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  /** The loss of a network that has learnt nothing is about that of guessing. */
  @Test
  void aStepIsTimed() {
    assertEquals(
        0,
        run("--vocabulary=50", "--steps=3", "--batch=2", "--units=2", "--rounds=1"),
        err::toString);
    assertTrue(out.toString().startsWith("50 words, 2 rows of 3, LSTM of 2"), out::toString);
    double loss = Double.parseDouble(out.toString().replaceAll("(?s).*loss (\\S+)\\s*$", "$1"));
    assertEquals(Math.log(50), loss, 0.2);
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals(2, run("--vocabulary", "0"));
    assertTrue(err.toString().contains("words: --vocabulary is out of range."), err::toString);
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return WordsMain.run(console, arguments);
  }
}
