package dev.carousel.cli.html;

/** What a page shows. */
public enum Page {
  /** A report of {@code diagnose}. */
  REPORT("report.js"),
  /** Two of them, held against each other by {@code compare}. */
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
