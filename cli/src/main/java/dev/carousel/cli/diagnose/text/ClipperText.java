package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.clipping.ClipComparison;
import dev.carousel.flow.clipping.ClipWay;
import dev.carousel.flow.remedy.Catalogue;
import dev.carousel.flow.training.ThresholdAdvice;
import dev.carousel.flow.trial.JudgedTrial;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ways to clip that were compared: a table for each network, and in words what follows. */
public final class ClipperText {
  private static final String INDENT = "  ";

  private ClipperText() {}

  public static List<String> of(List<ClipComparison> comparisons, Look look) {
    List<String> lines = new ArrayList<>();
    for (ClipComparison comparison : comparisons) {
      lines.addAll(Paragraph.hanging(INDENT, head(comparison), look.width()));
      lines.addAll(table(comparison).lines(look.width()));
      for (ClipWay way : comparison.ways()) {
        List<String> faults = faults(way);
        if (!faults.isEmpty()) {
          lines.addAll(sentence(way.clipper() + ": " + String.join(", ", faults), look));
        }
      }
      lines.addAll(judgements(comparison, look));
      lines.addAll(advice("Threshold of the norm", comparison.norm(), look));
      lines.addAll(advice("Threshold of elements", comparison.elements(), look));
      lines.addAll(sentence(comparison.summary(), look));
    }
    return lines;
  }

  /** Each way against the reference, with the interval of the difference. */
  private static List<String> judgements(ClipComparison comparison, Look look) {
    List<Optional<JudgedTrial>> judged = comparison.judged();
    List<String> lines =
        new ArrayList<>(sentence("Against " + comparison.reference().clipper() + ":", look));
    for (int i = 0; i < judged.size(); i++) {
      String clipper = comparison.ways().get(i).clipper();
      judged
          .get(i)
          .map(one -> Paragraph.hanging("    ", clipper + " " + one.summary(), look.width()))
          .ifPresent(lines::addAll);
    }
    return judged.size() < 2 ? List.of() : lines;
  }

  private static String head(ClipComparison comparison) {
    String pilot =
        comparison.pilot() == null
            ? ""
            : "; thresholds from the norms in row '" + comparison.pilot() + "'";
    return comparison.cell()
        + ", "
        + Words.count(comparison.updates(), "update")
        + " each, with "
        + (comparison.seeds() == 1 ? "one seed" : comparison.seeds() + " seeds; means")
        + pilot;
  }

  private static List<String> advice(String name, ThresholdAdvice advice, Look look) {
    String threshold =
        Double.isNaN(advice.threshold()) ? "" : " " + Catalogue.plain(advice.threshold());
    return sentence(name + threshold + ": " + advice.reason(), look);
  }

  private static List<String> sentence(String text, Look look) {
    List<String> lines = new ArrayList<>();
    for (String line : Paragraph.wrap(text, look.width() - INDENT.length())) {
      lines.add(INDENT + line);
    }
    return lines;
  }

  private static TextTable table(ClipComparison comparison) {
    TextTable table =
        new TextTable(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
    table.row("hook", "train", "valid", "clipped", "cosine", "largest");
    for (ClipWay trial : comparison.ways()) {
      table.row(
          trial.clipper(),
          Numbers.decimals(trial.trainLoss(), 4),
          Numbers.decimals(trial.validLoss(), 4),
          Math.round(100 * trial.clippedShare()) + " %",
          Numbers.decimals(trial.cosine(), 3),
          Numbers.ratio(trial.largest()));
    }
    return table;
  }

  /** What went wrong; empty if nothing did. */
  private static List<String> faults(ClipWay trial) {
    List<String> faults = new ArrayList<>();
    if (trial.nonFinite() > 0) {
      faults.add(Words.count(trial.nonFinite(), "update") + " not finite");
    }
    if (trial.skipped() > 0) {
      faults.add(Words.count(trial.skipped(), "update") + " skipped");
    }
    if (trial.stopped() != null) {
      faults.add("stopped early" + stops(trial) + ": " + trial.stopped());
    }
    return faults;
  }

  private static String stops(ClipWay way) {
    return way.trials().size() == 1
        ? ""
        : " with " + way.stops() + " of " + way.trials().size() + " seeds";
  }
}
