package dev.carousel.cli.html;

/** The kinds of pages. */
public enum Page {
  /** A report of {@code diagnose}. */
  REPORT("report.js"),
  /** A comparison of two reports by {@code compare}. */
  COMPARISON("comparison.js");

  private final String script;

  Page(String script) {
    this.script = script;
  }

  /** The script that lays it out, with the parts that both have. */
  String script() {
    return script;
  }
}
