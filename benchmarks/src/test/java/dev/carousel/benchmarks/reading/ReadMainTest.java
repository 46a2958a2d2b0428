package dev.carousel.benchmarks.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReadMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyWayOfReadingIsTimed() {
    assertEquals(0, run("--rows=50", "--columns=3", "--rounds=2"), err::toString);
    assertTrue(out.toString().startsWith("50 rows of 3 columns, 0.0 MB"), out::toString);
    assertEquals(7, out.toString().lines().count(), out::toString);
    assertEquals(0, run("--rows=5", "--decimals=0", "--rounds=2"), err::toString);
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals(2, run("--rows", "0"));
    assertTrue(err.toString().contains("--rows is out of range."), err::toString);
    assertEquals(2, run("--rounds", "1"));
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return ReadMain.run(console, arguments);
  }
}
