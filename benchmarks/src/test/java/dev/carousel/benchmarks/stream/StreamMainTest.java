package dev.carousel.benchmarks.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StreamMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void threadsSayWhatOneThreadSays() {
    int code = run("--threads=8", "--steps=803", "--units=5", "--inputs=3", "--rounds=1");
    assertEquals(0, code, () -> out.toString() + err);
    assertTrue(out.toString().contains("  8 threads: 800 steps in "), out::toString);
    assertTrue(out.toString().contains("every output equal"), out::toString);
  }

  @Test
  void wrongRequestsAreRefused() {
    assertRefused("did you mean 'lstm'?", "--cell", "lstn");
    assertRefused("--threads is out of range.", "--threads", "0");
    assertRefused("at least 64", "--steps", "3");
  }

  private void assertRefused(String told, String... arguments) {
    err.getBuffer().setLength(0);
    assertEquals(2, run(arguments), err::toString);
    assertTrue(err.toString().contains(told), err::toString);
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return StreamMain.run(console, arguments);
  }
}
