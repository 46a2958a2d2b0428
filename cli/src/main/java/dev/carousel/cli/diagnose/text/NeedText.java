package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.context.ContextCurve;
import dev.carousel.flow.context.ContextMeter;
import dev.carousel.flow.context.ContextPoint;
import dev.carousel.flow.context.Dependence;
import dev.carousel.flow.context.DependenceMeter;
import dev.carousel.flow.context.DependencePeak;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** How much of the past the data rewards, and how much of it each network uses. */
final class NeedText {
  private static final String INDENT = "  ";

  /** Peaks that are named. */
  private static final int NAMED = 4;

  /** Contexts that are shown. */
  private static final List<Integer> SHOWN = List.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000);

  private final List<Run> runs;
  private final List<String> names;
  private final Look look;
  private final List<String> lines = new ArrayList<>();

  private NeedText(List<Run> runs, List<String> names, Look look) {
    this.runs = runs;
    this.names = names;
    this.look = look;
  }

  /** The lines; none where nothing was measured. */
  static List<String> of(List<Run> runs, List<String> names, Look look) {
    NeedText text = new NeedText(runs, names, look);
    Dependence data = runs.isEmpty() ? null : runs.get(0).need().data();
    if (data != null) {
      text.paragraph("The data alone: " + told(data));
    } else if (runs.stream().anyMatch(run -> run.need().isUnknown())) {
      text.paragraph(
          "There is too little data to measure this. The data alone needs at least "
              + DependenceMeter.FEWEST
              + " places, each with enough steps before it; a trained network needs at least "
              + ContextMeter.FEWEST
              + ".");
    }
    text.curves();
    text.summary(data);
    return List.copyOf(text.lines);
  }

  /**
   * What the data rewards is what it shows alone. If the network with the smallest loss uses more,
   * the text says that, but not that the data rewards it. A network that starts from a zero state
   * may need some steps to settle, even on a random walk.
   */
  private void summary(@Nullable Dependence data) {
    List<String> used = new ArrayList<>();
    List<String> unskilled = new ArrayList<>();
    int rewarded = data == null ? 1 : data.rewarded();
    double least = Double.POSITIVE_INFINITY;
    int ofLeast = 1;
    for (int i = 0; i < runs.size(); i++) {
      ContextCurve network = runs.get(i).need().network();
      if (network != null && runs.get(i).need().lacksSkill()) {
        unskilled.add(names.get(i));
      } else if (network != null) {
        used.add(names.get(i) + " uses " + steps(network.rewarded()));
        if (network.leastLoss() < least) {
          least = network.leastLoss();
          ofLeast = network.rewarded();
        }
      }
    }
    if (!unskilled.isEmpty()) {
      String verb = unskilled.size() == 1 ? " predicts" : " predict";
      used.add(String.join(" and ", unskilled) + verb + " no better than always the same");
    }
    if (used.isEmpty()) {
      return;
    }
    String uses = String.join(", ", used);
    if (data == null && least == Double.POSITIVE_INFINITY) {
      paragraph(uses + ".");
      return;
    }
    paragraph(
        data != null && ofLeast > rewarded
            ? "Your data alone rewards a context of "
                + steps(rewarded)
                + "; "
                + uses
                + ". Several steps together may be informative, or the network may need some "
                + "steps to settle."
            : "Your data rewards a context of about "
                + steps(Math.max(rewarded, ofLeast))
                + "; "
                + uses
                + ".");
  }

  private void paragraph(String text) {
    lines.addAll(Paragraph.hanging(INDENT, text, look.width()));
  }

  private static String steps(int count) {
    return count + (count == 1 ? " step" : " steps");
  }

  private static String told(Dependence data) {
    String looked =
        " (Searched up to "
            + data.longest()
            + " steps, at "
            + Numbers.grouped(data.places())
            + " places.)";
    if (!data.isFound() && data.rewarded() == 1) {
      return "no single step helps to predict the target. What only several steps determine "
          + "together is not found in this way."
          + looked;
    }
    List<String> peaks = new ArrayList<>();
    for (DependencePeak peak : data.peaks().subList(0, Math.min(NAMED, data.peaks().size()))) {
      peaks.add(peak.lag() + " (" + Numbers.ratio(100 * peak.explained()) + " %)");
    }
    String lags =
        peaks.isEmpty()
            ? "No single lag is informative; several steps together are."
            : "Most informative lags, with the variance that each explains beyond the others: "
                + String.join(", ", peaks)
                + "."
                + (data.peaks().get(0).context() > data.rewarded()
                    ? " The last steps together are as informative."
                    : "");
    return "a context of " + steps(data.rewarded()) + ". " + lags + looked;
  }

  /** A row for each network that was trained, a column for each context. */
  private void curves() {
    NavigableSet<Integer> contexts = new TreeSet<>();
    for (Run run : runs) {
      ContextCurve network = run.need().network();
      if (network != null) {
        network.points().stream()
            .map(ContextPoint::context)
            .filter(context -> SHOWN.contains(context) || context == network.longest())
            .forEach(contexts::add);
      }
    }
    if (contexts.isEmpty()) {
      return;
    }
    Align[] columns = new Align[contexts.size() + 1];
    Arrays.fill(columns, Align.RIGHT);
    columns[0] = Align.LEFT;
    TextTable table = new TextTable(columns);
    List<String> head = new ArrayList<>(List.of("loss at context"));
    contexts.forEach(context -> head.add(context.toString()));
    table.row(head.toArray(String[]::new));
    for (int i = 0; i < runs.size(); i++) {
      ContextCurve network = runs.get(i).need().network();
      if (network != null) {
        List<String> row = new ArrayList<>(List.of(names.get(i)));
        contexts.forEach(context -> row.add(loss(network, context)));
        table.row(row.toArray(String[]::new));
      }
    }
    lines.addAll(table.lines(look.width()));
  }

  private static String loss(ContextCurve network, int context) {
    return network.points().stream()
        .filter(point -> point.context() == context)
        .map(point -> Numbers.decimals(point.loss(), 3))
        .findFirst()
        .orElse(Numbers.NONE);
  }
}
