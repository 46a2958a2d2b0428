package dev.carousel.cli.compare;

import dev.carousel.cli.diagnose.report.Report.Finding;
import dev.carousel.cli.diagnose.report.Report.Network;
import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A comparison as a report for a terminal. Colour only repeats what the words say. */
final class CompareText {
  private static final String INDENT = "  ";

  private final Comparison comparison;
  private final Look look;
  private final FigureText figures;
  private final List<String> lines = new ArrayList<>();

  private CompareText(Comparison comparison, Look look) {
    this.comparison = comparison;
    this.look = look;
    figures = new FigureText(look);
  }

  /** The lines of the report. */
  static List<String> of(Comparison comparison, Look look) {
    return new CompareText(comparison, look).lines();
  }

  private List<String> lines() {
    lines.add(look.bold("Gradient flow, before and after"));
    header("before", comparison.before());
    header("after", comparison.after());
    comparison.differences().forEach(this::note);
    comparison.pairs().forEach(this::pair);
    alone("before", comparison.onlyBefore());
    alone("after", comparison.onlyAfter());
    return List.copyOf(lines);
  }

  private void header(String name, Comparison.Side side) {
    String data = side.report().data() == null ? "" : ": " + side.report().data();
    String first = INDENT + name + " ".repeat(8 - name.length());
    lines.addAll(Paragraph.hanging(first, side.file() + data, look.width()));
  }

  private void note(String text) {
    lines.addAll(Paragraph.hanging(INDENT + "Note: ", text, look.width()));
  }

  private void pair(NetworkPair pair) {
    lines.add("");
    String why = pair.match() == NetworkPair.Match.CELL ? "the same cell" : "by their position";
    List<String> title = Paragraph.wrap(pair.name() + " (" + why + ")", look.width());
    title.forEach(line -> lines.add(look.bold(line)));
    pair.notes().forEach(this::note);
    List<Quantity> quantities = comparison.quantities(pair);
    table(quantities);
    lines.add(INDENT + total(quantities));
    findings(pair);
  }

  /** A line above the quantities of each layer, state and gate says whose they are. */
  private void table(List<Quantity> quantities) {
    TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
    table.row("", "before", "after", "change", "");
    for (Quantity quantity : quantities) {
      table.row(
          (quantity.layer() == null ? "" : INDENT) + label(quantity),
          figures.of(quantity, quantity.before()),
          figures.of(quantity, quantity.after()),
          figures.change(quantity),
          word(quantity.trend()));
    }
    List<String> rows = table.lines(look.width());
    lines.add(rows.get(0));
    String owner = "";
    for (int i = 0; i < quantities.size(); i++) {
      Quantity quantity = quantities.get(i);
      String next = owner(quantity);
      if (!next.equals(owner)) {
        lines.add(INDENT + next);
        owner = next;
      }
      lines.add(painted(quantity.trend(), rows.get(i + 1)));
    }
  }

  private static String owner(Quantity quantity) {
    boolean isState = quantity.subject() != null && !isOfGate(quantity);
    return quantity.layer() == null
        ? ""
        : quantity.layer() + (isState ? ", state " + quantity.subject() : "");
  }

  private static boolean isOfGate(Quantity quantity) {
    return quantity.criterion() == Criterion.SHUT || quantity.criterion() == Criterion.OPEN;
  }

  private static String label(Quantity quantity) {
    String words = quantity.criterion().words();
    if (isOfGate(quantity)) {
      return "gate " + quantity.subject() + " " + words;
    }
    return quantity.lag() == null ? words : words + ", lag " + quantity.lag();
  }

  private static String word(Trend trend) {
    return trend == Trend.UNKNOWN ? Numbers.NONE : trend.word();
  }

  private String painted(Trend trend, String line) {
    int cut = line.length() - word(trend).length();
    String text = line.substring(cut);
    return line.substring(0, cut)
        + switch (trend) {
          case BETTER -> look.paint(Look.Colour.GREEN, text);
          case WORSE -> look.paint(Look.Colour.RED, text);
          default -> text;
        };
  }

  private static String total(List<Quantity> quantities) {
    Map<Trend, Integer> counts = new EnumMap<>(Trend.class);
    quantities.forEach(quantity -> counts.merge(quantity.trend(), 1, Integer::sum));
    String better = counts.getOrDefault(Trend.BETTER, 0) + " better";
    String worse = counts.getOrDefault(Trend.WORSE, 0) + " worse";
    String same = counts.getOrDefault(Trend.SAME, 0) + " the same";
    int rest = quantities.size();
    for (Trend judged : List.of(Trend.BETTER, Trend.WORSE, Trend.SAME)) {
      rest -= counts.getOrDefault(judged, 0);
    }
    return String.join(", ", better, worse, same) + ", " + rest + " not judged.";
  }

  private void findings(NetworkPair pair) {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT);
    add(table, "gone", pair.gone());
    add(table, "new", pair.added());
    add(table, "unchanged", pair.unchanged());
    List<String> found = table.lines(look.width() - INDENT.length());
    if (found.isEmpty()) {
      lines.add(INDENT + "No findings in either.");
    } else {
      lines.add(INDENT + "Findings");
      found.forEach(line -> lines.add(INDENT + line));
    }
  }

  private static void add(TextTable table, String word, List<Finding> findings) {
    for (Finding finding : findings) {
      table.row(finding.equals(findings.get(0)) ? word : "", NetworkPair.words(finding));
    }
  }

  private void alone(String name, List<Network> networks) {
    for (Network network : networks) {
      lines.add("");
      String text = NetworkPair.name(network) + ": only " + name + ", nothing to compare with.";
      lines.addAll(Paragraph.hanging("", text, look.width()));
    }
  }
}
