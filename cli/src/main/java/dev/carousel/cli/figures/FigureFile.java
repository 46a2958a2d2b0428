package dev.carousel.cli.figures;

import java.util.List;
import java.util.Locale;

/** The files of a folder of figures. Thread-safe. */
public enum FigureFile {
  LOSSES(true),
  CURVES(true),
  COORDINATES(true),
  COMPARISONS(true),
  SUMMARY(false),
  GRADIENTS(true),
  GATES(true),
  FINDINGS(false);

  /** Those of {@code carousel sweep}. */
  public static final List<FigureFile> OF_SWEEP =
      List.of(LOSSES, CURVES, COORDINATES, COMPARISONS, SUMMARY);

  /** Those of {@code carousel diagnose}. */
  public static final List<FigureFile> OF_DIAGNOSIS = List.of(GRADIENTS, GATES, FINDINGS);

  private final boolean isChart;

  FigureFile(boolean isChart) {
    this.isChart = isChart;
  }

  /** Its name without what follows the dot. */
  String title() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The file that says who wrote it: the SVG of a chart, or the table for LaTeX. */
  String main() {
    return title() + (isChart ? ".svg" : ".tex");
  }

  /** The CSV of a chart. */
  String data() {
    return title() + ".csv";
  }

  /** The names of its files. */
  List<String> names() {
    return isChart ? List.of(main(), data()) : List.of(main());
  }
}
