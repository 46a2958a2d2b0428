package dev.carousel.benchmarks.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.cli.console.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForecastMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path work;

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return ForecastMain.run(console, arguments);
  }

  /** Two cells, one of them of a plugin that is not there: what was done before stays. */
  @Test
  void whatTheTableHasIsNotDoneAgain() throws IOException {
    Path table = work.resolve("table.csv");
    String[] words = {
      "--table",
      table.toString(),
      "--cell",
      "rnn",
      "--most-length",
      "10",
      "--units",
      "3",
      "--updates",
      "2",
      "--batch",
      "2"
    };
    assertEquals(0, run(words), err::toString);
    List<String> first = Files.readAllLines(table);
    assertEquals(1 + 2 * 4, first.size(), first::toString);
    assertTrue(first.get(0).startsWith("task,length,cell,seed,half,lag,arriving,"), first.get(0));
    Files.write(table, first.subList(0, 6));
    out.getBuffer().setLength(0);
    assertEquals(0, run(words), err::toString);
    assertEquals(first, Files.readAllLines(table));
    assertEquals(3, out.toString().lines().count(), out::toString);
  }

  @Test
  void wrongRequestsAreRefused() throws IOException {
    assertEquals(2, run("--seeds", "2"));
    assertTrue(err.toString().contains("--table"), err::toString);
    assertEquals(2, run("--table", "t.csv", "--units", "0"));
    assertTrue(err.toString().contains("--units is out of range."), err::toString);
    Path other = Files.writeString(work.resolve("other.csv"), "a,b\n1,2\n");
    assertEquals(1, run("--table", other.toString()));
    assertTrue(err.toString().contains("of another version"), err::toString);
  }
}
