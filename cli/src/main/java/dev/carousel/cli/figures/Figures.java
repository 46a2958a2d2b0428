package dev.carousel.cli.figures;

import java.util.Map;

/**
 * What goes into a folder of figures. Immutable and thread-safe.
 *
 * @param charts those that there is something to draw of
 * @param tables for LaTeX
 */
public record Figures(Map<FigureFile, Chart> charts, Map<FigureFile, LatexTable> tables) {
  /** Copies the maps. */
  public Figures {
    charts = Map.copyOf(charts);
    tables = Map.copyOf(tables);
  }

  /** Whether a file is one of them. */
  boolean has(FigureFile file) {
    return charts.containsKey(file) || tables.containsKey(file);
  }
}
