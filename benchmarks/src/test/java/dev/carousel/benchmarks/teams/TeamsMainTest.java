package dev.carousel.benchmarks.teams;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TeamsMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTableIsPrinted() {
    assertEquals(0, run("--units=32", "--steps=5", "--rounds=2", "--meetings=500"), err::toString);
    assertTrue(out.toString().contains("A meeting of two threads takes"), out::toString);
    assertTrue(
        out.toString().matches("(?s).*\\n +32( +\\d+\\.\\d\\d){4} +\\d+( +\\d+\\.\\d\\d){3}.*"));
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals(2, run("--batch", "0"));
    assertTrue(err.toString().contains("teams: --batch is out of range."), err::toString);
    assertEquals(2, run("--meetings", "0"));
    assertTrue(err.toString().contains("teams: --meetings is out of range."), err::toString);
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return TeamsMain.run(console, arguments);
  }
}
