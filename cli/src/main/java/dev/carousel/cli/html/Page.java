package dev.carousel.cli.html;

import java.util.List;
import java.util.stream.Stream;

/** The kinds of pages. */
public enum Page {
  /** A report of {@code diagnose}. */
  REPORT("Gradient flow through time", Scripts.OF_FLOW, "report.js"),
  /** A comparison of two reports by {@code compare}. */
  COMPARISON("Gradient flow, before and after", Scripts.OF_FLOW, "comparison.js"),
  /** A sweep over settings and seeds, by {@code sweep}. */
  SWEEP("Sweep of settings and seeds", List.of(), "sweep.js"),
  /** Predictions and their scores, by {@code evaluate} and {@code predict}. */
  PREDICTIONS("Predictions", Scripts.OF_PREDICTIONS, "predictions.js"),
  /** The tour of vanishing and exploding gradients, by {@code tour}. */
  TOUR("A tour of gradients through time", Scripts.OF_TOUR, "tour.js");

  private final String title;
  private final List<String> parts;
  private final String script;

  Page(String title, List<String> parts, String script) {
    this.title = title;
    this.parts = parts;
    this.script = script;
  }

  /** What it is called before its scripts know better. */
  String title() {
    return title;
  }

  /** The scripts, in the order in which they build on one another; all share one scope. */
  List<String> scripts() {
    return Stream.of(Scripts.COMMON, parts, List.of(script)).flatMap(List::stream).toList();
  }

  /** Scripts that several pages have. */
  private static final class Scripts {
    static final List<String> COMMON =
        List.of(
            "format.js",
            "theme.js",
            "model.js",
            "dom.js",
            "chart.js",
            "axes.js",
            "marks.js",
            "figure.js");

    static final List<String> OF_FLOW =
        List.of(
            "progress.js",
            "verdict.js",
            "findings.js",
            "need.js",
            "flow.js",
            "heat.js",
            "spectrum.js",
            "gates.js",
            "weights.js",
            "training.js",
            "clippers.js",
            "forecast.js",
            "cures.js");

    static final List<String> OF_PREDICTIONS =
        List.of("scores.js", "matrix.js", "classes.js", "calibration.js", "series.js");

    static final List<String> OF_TOUR = List.of("tour-formulas.js", "tour-play.js");
  }
}
