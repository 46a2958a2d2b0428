package dev.carousel.cli.train;

import dev.carousel.cli.console.Words;
import dev.carousel.train.Progress;

/** The progress of a run in one line. */
final class ProgressLine {
  private static final int BAR = 24;

  private final String unit;

  /** Lines that count in this unit. */
  ProgressLine(String unit) {
    this.unit = unit;
  }

  /** The line for a number of columns, with a bar if there is room. */
  String fitted(Progress progress, int columns) {
    String text = text(progress);
    if (text.length() + BAR < columns) {
      int done = (int) (progress.fraction() * (BAR - 3));
      text = "[" + "=".repeat(done) + " ".repeat(BAR - 3 - done) + "] " + text;
    }
    int room = Math.max(1, columns - 1); // a full last column would break the line
    return text.length() > room ? text.substring(0, room) : text;
  }

  /** The line without a bar. */
  String text(Progress p) {
    return Words.format(
        "%3.0f%%  %s left  loss %s  gradient %s  clipped %.0f%%  %,.0f %s/s",
        100 * p.fraction(),
        Words.time(p.secondsLeft()),
        Words.figure(p.loss()),
        Words.figure(p.gradientNorm()),
        100 * p.clippedShare(),
        p.symbolsPerSecond(),
        unit);
  }
}
