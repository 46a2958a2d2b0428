package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.training.ClipReport;
import dev.carousel.flow.training.WatchReport;
import dev.carousel.flow.words.Numbers;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.rank.Median;

/** What was seen while networks trained, as a table. */
final class WatchText {
  private WatchText() {}

  /**
   * The table; empty if no network was watched.
   *
   * @param names of the networks
   */
  static List<String> of(List<Run> runs, List<String> names, Look look) {
    TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.row("run", "median norm", "clipped", "largest at step", "its share");
    boolean isWatched = false;
    for (int i = 0; i < runs.size(); i++) {
      WatchReport watch = runs.get(i).watch();
      if (watch != null) {
        isWatched = true;
        addRow(table, names.get(i), watch.clipping());
      }
    }
    return isWatched ? table.lines(look.width()) : List.of();
  }

  private static void addRow(TextTable table, String name, ClipReport clipping) {
    table.row(
        name,
        Numbers.ratio(new Median().evaluate(clipping.normsBefore())),
        percent(clipping.clippedShare()),
        step(clipping),
        clipping.steps().isEmpty() ? Numbers.NONE : percent(clipping.medianShare()));
  }

  private static String step(ClipReport clipping) {
    return clipping.steps().isEmpty()
        ? Numbers.NONE
        : Math.round(clipping.medianStep()) + " of " + Math.round(clipping.medianLength());
  }

  private static String percent(double share) {
    return Numbers.ratio(100 * share) + " %";
  }
}
