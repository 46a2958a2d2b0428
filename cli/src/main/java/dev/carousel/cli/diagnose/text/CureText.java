package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.experiments.statistics.PairedDifference;
import dev.carousel.flow.diagnosis.Rule;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.remedy.Cure;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.trial.Promise;
import dev.carousel.flow.trial.Trial;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;

/** What became of the changes that were tried: under each network the best first. */
final class CureText {
  private CureText() {}

  static List<String> of(Diagnosis diagnosis, Look look) {
    List<String> lines = new ArrayList<>(Paragraph.hanging("  ", method(diagnosis), look.width()));
    for (String cell : diagnosis.runs().stream().map(Run::cell).distinct().toList()) {
      List<Cure> cures = Cures.of(diagnosis.cures(), cell);
      if (cures.isEmpty()) {
        String none = cell + ": nothing to prove, no change is prescribed.";
        lines.addAll(Paragraph.hanging("  ", none, look.width()));
      } else {
        String headline = cell + ": " + Cures.headline(cures);
        lines.addAll(Paragraph.hanging("  ", headline, look.width()));
        cures.forEach(cure -> lines.addAll(of(cure, look)));
      }
    }
    return lines;
  }

  private static String method(Diagnosis diagnosis) {
    PairedDifference loss = diagnosis.cures().get(0).judged().trial().loss();
    int seeds = loss.seeds();
    int changes = diagnosis.cures().size();
    if (seeds == 1) {
      return "Each change was trained alone, with one seed and the same number of updates as the "
          + "network.";
    }
    return String.format(
        "Each change was trained alone, with %d seeds (%d to %d) and the same number of updates "
            + "as the network, and is compared with it seed by seed. In brackets: 95 %% intervals"
            + " of the mean difference (paired t, %s of freedom%s). Significance: 5 %%%s.",
        seeds,
        diagnosis.seed(),
        diagnosis.seed() + seeds - 1,
        Words.count(seeds - 1, "degree"),
        seeds < 5 ? ": wide because there are few seeds" : "",
        changes == 1 ? "" : ", corrected for " + changes + " changes");
  }

  private static List<String> of(Cure cure, Look look) {
    String against = String.join(", ", cure.rules().stream().map(Rule::word).toList());
    String change = cure.change().options() + " (against " + against + ")";
    List<String> lines = new ArrayList<>(Paragraph.hanging("    ", change, look.width()));
    lines.addAll(Paragraph.hanging("      ", cure.judged().summary(), look.width()));
    lines.addAll(Paragraph.hanging("      ", means(cure.judged().trial()), look.width()));
    return lines;
  }

  private static String means(Trial trial) {
    List<String> parts = new ArrayList<>();
    PairedDifference loss = trial.loss();
    parts.add("loss " + loss(loss.meanBefore()) + " to " + loss(loss.meanAfter()));
    for (Promise promise : trial.promises()) {
      PairedDifference figures = promise.figures();
      parts.add(
          promise.name()
              + " "
              + figure(figures.meanBefore())
              + " to "
              + figure(figures.meanAfter()));
    }
    return "means: " + String.join("; ", parts);
  }

  private static String loss(double loss) {
    return Double.isInfinite(loss) ? "not finite" : Numbers.decimals(loss, 3);
  }

  private static String figure(double figure) {
    return figure == Double.NEGATIVE_INFINITY ? "lost" : Numbers.ratio(figure);
  }
}
