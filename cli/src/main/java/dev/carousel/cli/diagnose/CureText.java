package dev.carousel.cli.diagnose;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Numbers;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import java.util.List;

/** What became of the cures that were tried, as a table. */
final class CureText {
  private CureText() {}

  static List<String> of(Diagnosis diagnosis, Look look) {
    TextTable table =
        new TextTable(
            Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT, Align.LEFT, Align.RIGHT);
    table.row("run", "change", "promise", "before", "after", "", "loss");
    for (Cure cure : diagnosis.cures()) {
      table.row(
          cure.cell(),
          cure.change().options(),
          cure.measure().words(),
          Numbers.ratio(cure.before()),
          Numbers.ratio(cure.after()),
          cure.improved() ? "helped" : "did not help",
          Numbers.decimals(cure.lossBefore(), 3) + " to " + Numbers.decimals(cure.lossAfter(), 3));
    }
    return table.lines(look.width());
  }
}
