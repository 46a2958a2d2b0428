package dev.carousel.cli.figures;

/** Patterns of lines, which are told apart without colours. Thread-safe. */
enum Dash {
  SOLID(""),
  DASHED("5 2.5"),
  DOTTED("1 2"),
  DASH_DOT("6 2 1 2"),
  LONG("9 3"),
  DASH_DOT_DOT("4 1.5 1 1.5 1 1.5");

  private final String pattern;

  Dash(String pattern) {
    this.pattern = pattern;
  }

  /** Lengths of strokes and gaps, in points; empty for a line without gaps. */
  String pattern() {
    return pattern;
  }
}
