package dev.carousel.cli.gradcheck;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.words.Numbers;
import dev.carousel.gradcheck.GradientCheck;
import java.util.ArrayList;
import java.util.List;

/** The results of gradient checks as a table, with what went wrong in full below it. */
final class GradcheckText {
  private static final String INDENT = "  ";

  private GradcheckText() {}

  /** The lines. */
  static List<String> of(List<CellCheck> checks, Look look) {
    List<String> lines = new ArrayList<>();
    lines.add(look.bold("Gradients against finite differences, in float64"));
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT);
    table.row("cell", "result", "largest error", "compared", "at");
    checks.forEach(check -> table.row(row(check)));
    lines.addAll(table.lines(Math.max(look.width(), 100)));
    checks.stream().filter(check -> !check.passed()).forEach(check -> addFault(check, look, lines));
    lines.add("");
    lines.addAll(Paragraph.wrap(summary(checks), look.width()));
    return lines;
  }

  private static List<String> row(CellCheck check) {
    return List.of(
        check.cell(),
        check.passed() ? "passed" : "FAILED",
        error(check.maxRelativeError()),
        Numbers.grouped(check.compared()),
        element(check.worst()));
  }

  private static String error(double error) {
    return Double.isFinite(error) && error != 0 ? Numbers.scientific(error) : Numbers.ratio(error);
  }

  /** The place of the worst element, without its values. */
  private static String element(String worst) {
    int colon = worst.indexOf(':');
    return colon < 0 ? worst : worst.substring(0, colon);
  }

  private static void addFault(CellCheck check, Look look, List<String> lines) {
    lines.add("");
    String fault = check.error() == null ? check.worst() : check.error();
    String[] parts = fault.split("\n");
    lines.addAll(Paragraph.hanging(INDENT + check.cell() + ": ", parts[0], look.width()));
    for (int i = 1; i < parts.length; i++) {
      lines.add(INDENT + parts[i]);
    }
  }

  private static String summary(List<CellCheck> checks) {
    long failed = checks.stream().filter(check -> !check.passed()).count();
    String tolerance = "relative error at most " + Numbers.ratio(GradientCheck.TOLERANCE);
    return failed == 0
        ? "All " + checks.size() + " passed (" + tolerance + ")."
        : failed + " of " + checks.size() + " FAILED (" + tolerance + ").";
  }
}
