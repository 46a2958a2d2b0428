package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.diagnose.remedy.Cure;
import dev.carousel.cli.diagnose.report.Diagnosis;
import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Numbers;
import dev.carousel.cli.text.Paragraph;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of the cures that were tried: under each network what was changed, and the figures.
 */
final class CureText {
  private CureText() {}

  static List<String> of(Diagnosis diagnosis, Look look) {
    List<String> lines = new ArrayList<>();
    String cell = "";
    for (Cure cure : diagnosis.cures()) {
      if (!cure.cell().equals(cell)) {
        cell = cure.cell();
        lines.add("  " + cell);
      }
      String against = " (against " + cure.rule().word() + ")";
      lines.addAll(Paragraph.hanging("    ", cure.change().options() + against, look.width()));
      lines.addAll(Paragraph.hanging("      ", outcome(cure), look.width()));
    }
    return lines;
  }

  private static String loss(double loss) {
    return Double.isInfinite(loss) ? "not finite" : Numbers.decimals(loss, 3);
  }

  private static String outcome(Cure cure) {
    return String.format(
        "%s: %s %s to %s, loss %s to %s",
        cure.outcome().words(),
        cure.measure().words(),
        Numbers.ratio(cure.before()),
        Numbers.ratio(cure.after()),
        loss(cure.lossBefore()),
        loss(cure.lossAfter()));
  }
}
