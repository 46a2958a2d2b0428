package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.diagnosis.Finding;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.remedy.Remedy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What to try of one network, and what was found beside its verdict; nothing is advised twice. */
final class RemedyText {
  /** Longer options stand on a line of their own. */
  private static final int WIDEST_OPTIONS = 36;

  private final Look look;
  private final Set<String> told = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  private RemedyText(Look look) {
    this.look = look;
  }

  /**
   * Where changes were tried and judged, only what helped is left to try.
   *
   * @param cures what was tried on this network
   */
  static List<String> of(Run run, Remedies remedies, List<Cure> cures, Look look) {
    RemedyText text = new RemedyText(look);
    boolean isJudged = Cures.isJudged(cures);
    if (isJudged) {
      text.add(cures);
    }
    Map<Finding, List<Remedy>> prescribed = remedies.of(run);
    prescribed.forEach(
        (finding, tries) -> {
          boolean isOfVerdict = finding.rule().isOfGradient(); // the verdict tells it already
          if (!isOfVerdict) {
            text.add(finding);
          }
          if (!isJudged) {
            text.add(isOfVerdict ? "  try" : "       try", tries);
          }
        });
    return List.copyOf(text.lines);
  }

  /** What helped, the best first, or that nothing did. */
  private void add(List<Cure> cures) {
    List<Cure> helpful = Cures.helpful(cures);
    lines.addAll(Paragraph.hanging("    tried: ", Cures.headline(cures), look.width()));
    for (Cure cure : helpful) {
      lines.addAll(Paragraph.hanging("    try ", cure.change().options(), look.width()));
      lines.addAll(Paragraph.hanging("        ", cure.judged().summary(), look.width()));
    }
  }

  private void add(Finding finding) {
    String text = finding.title() + " " + String.join(" ", finding.evidence());
    lines.addAll(Paragraph.hanging("    also ", text, look.width()));
  }

  private void add(String word, List<Remedy> remedies) {
    List<Remedy> tries = remedies.stream().filter(r -> told.add(r.options())).toList();
    boolean aside = tries.stream().allMatch(remedy -> remedy.options().length() <= WIDEST_OPTIONS);
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT);
    for (Remedy remedy : tries) {
      table.row(
          remedy.equals(tries.get(0)) ? word : "", remedy.options(), aside ? remedy.why() : "");
      if (!aside) {
        table.row("", "  " + remedy.why(), "");
      }
    }
    lines.addAll(table.lines(look.width()));
  }
}
