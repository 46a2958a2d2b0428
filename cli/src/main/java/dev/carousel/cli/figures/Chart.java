package dev.carousel.cli.figures;

import java.util.List;

/**
 * A chart: its drawing and its data. Equal charts give equal bytes. Implementations are immutable
 * and thread-safe.
 */
public sealed interface Chart permits LineChart, IntervalChart, ParallelChart, MatrixChart {
  /** The drawing as an SVG document. */
  String svg();

  /** The data as rows of a table, the head first. What is not finite is unknown. */
  List<List<Object>> table();
}
