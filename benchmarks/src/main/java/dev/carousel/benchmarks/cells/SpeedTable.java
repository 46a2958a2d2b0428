package dev.carousel.benchmarks.cells;

import dev.carousel.bench.LayerBenchmark.Training;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The speeds of cells beside that of the first. */
final class SpeedTable {
  private record Row(String cell, Training training, double stepsPerSecond) {}

  private final List<Row> rows = new ArrayList<>();

  void add(String cell, int steps, Training training) {
    rows.add(new Row(cell, training, 1000.0 * steps / training.millis()));
  }

  List<String> lines() {
    TextTable table =
        new TextTable(
            Align.LEFT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT,
            Align.RIGHT);
    table.row("cell", "weights", "ms", "GFLOP/s", "of " + rows.get(0).cell(), "steps/s", "times");
    Row first = rows.get(0);
    for (Row row : rows) {
      table.row(
          row.cell(),
          Long.toString(row.training().weights()),
          format("%.2f", row.training().millis()),
          format("%.1f", row.training().gflops()),
          format("%.0f %%", 100 * row.training().gflops() / first.training().gflops()),
          format("%.0f", row.stepsPerSecond()),
          format("%.2f", row.stepsPerSecond() / first.stepsPerSecond()));
    }
    return table.lines();
  }

  private static String format(String pattern, double value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
