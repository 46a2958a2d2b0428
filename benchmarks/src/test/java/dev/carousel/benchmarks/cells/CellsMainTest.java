package dev.carousel.benchmarks.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.bench.LayerBenchmark.Training;
import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class CellsMainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void cellsStandBesideTheLstm() {
    assertEquals(
        0, run("--shape=2,3,4,5", "--cell=gru", "--seconds=0.001", "--threads=1"), err::toString);
    List<String> lines = out.toString().lines().toList();
    assertTrue(lines.get(0).startsWith("2,3,4,5 (batch, steps, inputs, units); "), out::toString);
    assertTrue(lines.get(2).matches(" +lstm +180 .* 100 % .* 1\\.00"), out::toString);
    assertTrue(lines.get(3).matches(" +gru +135 .*"), out::toString);
  }

  /** 200 and 100 steps in 20 and 40 ms: 10,000 and 2,500 a second. */
  @Test
  void sharesAreOfTheFirstCell() {
    SpeedTable table = new SpeedTable();
    table.add("lstm", 200, new Training(20, 7, 80));
    table.add("slow", 100, new Training(40, 9, 20));
    assertEquals(
        List.of(
            "  cell  weights     ms  GFLOP/s  of lstm  steps/s  times",
            "  lstm        7  20.00     80.0    100 %    10000   1.00",
            "  slow        9  40.00     20.0     25 %     2500   0.25"),
        table.lines());
  }

  @Test
  void wrongRequestsAreRefused() {
    assertEquals(2, run("--shape", "64,100,128"));
    assertTrue(err.toString().contains("cells: --shape is not a shape."), err::toString);
    assertEquals(2, run("--shape", "64,100,x,1"));
    assertEquals(2, run("--threads", "0"));
    assertEquals(2, run("--cell", "lstn", "--shape=1,1,1,1"));
    assertTrue(err.toString().contains("There is no cell 'lstn'."), err::toString);
  }

  private int run(String... arguments) {
    Console console = Console.of(new PrintWriter(out, true), new PrintWriter(err, true));
    return CellsMain.run(console, arguments);
  }
}
