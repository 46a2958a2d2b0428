package dev.carousel.benchmarks.gallery;

import dev.carousel.benchmarks.cells.Shape;
import dev.carousel.benchmarks.gallery.Gallery.Exhibit;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;

/** The tables in which a reader finds a cell: one for each family, a row for each cell. */
final class FindTables {
  private final MeasuredFigures measured;
  private final boolean isTimed;
  private final List<String> lines = new ArrayList<>();

  private FindTables(MeasuredFigures measured) {
    this.measured = measured;
    isTimed = SpeedMeter.isMeasured(measured);
  }

  /** The lines of this part of the page. */
  static List<String> of(Gallery gallery, MeasuredFigures measured) {
    FindTables tables = new FindTables(measured);
    tables.begin();
    for (Family family : Family.values()) {
      tables.head(family);
      family.cells().forEach(id -> tables.row(gallery.get(id)));
    }
    return tables.lines;
  }

  private void begin() {
    lines.addAll(List.of("", "## Find a cell", ""));
    lines.add(
        "Parameters are those with "
            + Gallery.INPUTS
            + " inputs and "
            + Gallery.UNITS
            + " units. Matrices are the recurrent ones, between the states and the next. Loss is"
            + " what is left of it after a short training on the task `"
            + StripMeter.TASK
            + "`."
            + (isTimed ? " Speeds are over the LSTM's." : "")
            + " [How to read the figures](#how-to-read-the-figures) says more.");
  }

  private void head(Family family) {
    lines.addAll(List.of("", "**[" + family.title() + "](#" + family.anchor() + ")**", ""));
    List<String> names = new ArrayList<>();
    names.addAll(List.of("cell", "what it is", "paper", "states", "matrices", "parameters"));
    names.add("loss, %");
    if (isTimed) {
      names.add("batch " + SpeedMeter.LARGE.batch());
      names.add("batch " + SpeedMeter.SINGLE.batch());
    }
    lines.add(row(names));
    lines.add("|---|---|---|---|--:|--:|--:|" + (isTimed ? "--:|--:|" : ""));
  }

  private void row(Exhibit cell) {
    int matrices = cell.layer().recurrentMatrices().size();
    List<String> values = new ArrayList<>();
    values.add("[" + cell.id() + "](#" + cell.id() + ")");
    values.add(cell.summary().replace("|", "\\|"));
    values.add(cell.paper());
    values.add(String.join(", ", cell.stateNames()));
    values.add(matrices == 0 ? "none" : Integer.toString(matrices));
    values.add(Numbers.grouped(cell.parameters()));
    values.add(CellSection.percent(measured, cell));
    if (isTimed) {
      values.add(times(cell, SpeedMeter.LARGE));
      values.add(times(cell, SpeedMeter.SINGLE));
    }
    lines.add(row(values));
  }

  private String times(Exhibit cell, Shape shape) {
    return Numbers.ratio(SpeedMeter.times(measured, cell.id(), shape)) + " x";
  }

  private static String row(List<String> values) {
    return "| " + String.join(" | ", values) + " |";
  }
}
