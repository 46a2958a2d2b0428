package dev.carousel.cli.gradcheck;

import dev.carousel.error.CarouselException;
import dev.carousel.gradcheck.GradientCheck;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking one cell.
 *
 * @param cell as a user writes it: {@code lstm:peepholes=true}
 * @param report the comparison; null if the cell failed before it
 * @param error why it failed; null if it did not
 */
record CellCheck(String cell, GradientCheck.@Nullable Report report, @Nullable String error) {

  static CellCheck done(String cell, GradientCheck.Report report) {
    return new CellCheck(cell, report, null);
  }

  /** A cell that could not be made, compiled or run. */
  static CellCheck failed(String cell, Throwable fault) {
    String told =
        fault instanceof CarouselException clear
            ? String.valueOf(clear.getMessage())
            : fault.toString();
    return new CellCheck(cell, null, told);
  }

  boolean passed() {
    return report != null && report.passed();
  }

  double maxRelativeError() {
    return report == null ? Double.NaN : report.maxRelativeError();
  }

  long compared() {
    return report == null ? 0 : report.compared();
  }

  /** The element with the largest error and both its values; empty if nothing was compared. */
  String worst() {
    return report == null ? "" : report.worst();
  }
}
