package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.Growth;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The gradient by lag: as bars, in numbers and as a rate, with a row for each state. */
final class GradientText {
  /** Of a strip beside labels that leave no room: such lines are longer than the terminal. */
  private static final int FEWEST_COLUMNS = 20;

  private static final String INDENT = "  ";
  private static final int NUMBER_WIDTH = 8;

  private static final int[] LAGS = {
    0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000
  };

  private final List<StateRow> rows;
  private final int longest;
  private final Look look;
  private final List<String> labels;

  /**
   * Tells of these states.
   *
   * @param longest the longest lag measured
   */
  GradientText(List<StateRow> rows, int longest, Look look) {
    this.rows = rows;
    this.longest = longest;
    this.look = look;
    labels = labels(rows);
  }

  /** As bars, with an axis and a legend under them. */
  List<String> strips() {
    List<String> lines = new ArrayList<>();
    int room = Math.max(FEWEST_COLUMNS, look.width() - labelWidth() - 2);
    int columns = Math.min(longest + 1, room);
    Bars bars = Bars.of(rows.stream().map(row -> row.flow().gradient()).toList());
    for (int i = 0; i < rows.size(); i++) {
      StateRow row = rows.get(i);
      String strip = bars.strip(row.flow().gradient(), longest, columns, look.unicode());
      lines.add(labels.get(i) + INDENT + paint(row, strip.stripTrailing()));
    }
    lines.add(" ".repeat(labelWidth() + 2) + Bars.axis(longest, columns));
    lines.addAll(Paragraph.hanging(INDENT, bars.legend(look.unicode()), look.width()));
    return lines;
  }

  /** At round lags. */
  List<String> numbers() {
    List<String> lines = new ArrayList<>();
    List<Integer> lags = lags();
    StringBuilder head = new StringBuilder(pad("lag"));
    lags.forEach(lag -> head.append(right(Integer.toString(lag))));
    lines.add(head.toString());
    for (int i = 0; i < rows.size(); i++) {
      StateRow row = rows.get(i);
      StringBuilder line = new StringBuilder(labels.get(i));
      lags.forEach(lag -> line.append(right(Numbers.ratio(row.at(lag)))));
      lines.add(line.toString());
    }
    return lines;
  }

  /** The lags shown in numbers: 0, the longest, and as many round ones as there is room for. */
  private List<Integer> lags() {
    List<Integer> lags = new ArrayList<>();
    IntStream.of(LAGS).filter(lag -> lag < longest).forEach(lags::add);
    lags.add(longest);
    while (lags.size() > 2 && lags.size() * NUMBER_WIDTH > look.width() - labelWidth()) {
      lags.remove(1);
    }
    return lags;
  }

  /** The rate, its interval, the horizon and the grade. */
  List<String> growth() {
    boolean layers = rows.stream().anyMatch(row -> !row.layer().isEmpty());
    TextTable table =
        new TextTable(
            Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT, Align.RIGHT, Align.LEFT);
    table.row(
        "run", layers ? "layer" : "", "state", "growth", "95 % interval", "horizon", "verdict");
    for (StateRow row : rows) {
      Growth growth = row.flow().growth();
      table.row(
          row.run(),
          row.layer(),
          row.flow().state(),
          growth == null ? Numbers.NONE : rate(growth.perStep()),
          growth == null ? Numbers.NONE : interval(growth),
          horizon(growth),
          row.verdict());
    }
    return painted(table.lines(look.width()));
  }

  /** Colours the verdict at the end of each line but the first. */
  private List<String> painted(List<String> tableLines) {
    List<String> lines = new ArrayList<>();
    lines.add(tableLines.get(0));
    for (int i = 0; i < rows.size(); i++) {
      StateRow row = rows.get(i);
      String line = tableLines.get(i + 1);
      int cut = line.length() - row.verdict().length();
      lines.add(line.substring(0, cut) + paint(row, line.substring(cut)));
    }
    return lines;
  }

  private static String rate(double perStep) {
    return Numbers.decimals(perStep, 4);
  }

  private static String interval(Growth growth) {
    return Double.isNaN(growth.low95())
        ? Numbers.NONE
        : "[" + rate(growth.low95()) + ", " + rate(growth.high95()) + "]";
  }

  private String horizon(@Nullable Growth growth) {
    if (growth == null) {
      return Numbers.NONE;
    }
    double steps = growth.horizon();
    if (Double.isInfinite(steps)) {
      return look.unicode() ? "∞" : "inf";
    }
    return steps < 1000 ? Numbers.decimals(steps, 1) : Numbers.ratio(steps);
  }

  /** What vanishes is alarming only where it is a fault. */
  private String paint(StateRow row, String text) {
    return switch (row.grade().word()) {
      case VANISHING -> row.isFault() ? look.paint(Look.Colour.RED, text) : text;
      case EXPLODING -> look.paint(Look.Colour.MAGENTA, text);
      case FADING, GROWING -> look.paint(Look.Colour.CYAN, text);
      case STEADY -> look.paint(Look.Colour.GREEN, text);
      case UNMEASURED -> text;
    };
  }

  private static List<String> labels(List<StateRow> rows) {
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT);
    rows.forEach(row -> table.row(row.run(), row.layer(), row.flow().state()));
    List<String> ragged = table.lines();
    int width = ragged.stream().mapToInt(String::length).max().orElse(0);
    return ragged.stream().map(label -> label + " ".repeat(width - label.length())).toList();
  }

  private int labelWidth() {
    return labels.isEmpty() ? 0 : labels.get(0).length();
  }

  private String pad(String label) {
    return INDENT
        + label
        + " ".repeat(Math.max(0, labelWidth() - label.length() - INDENT.length()));
  }

  private static String right(String number) {
    return " ".repeat(Math.max(0, NUMBER_WIDTH - number.length())) + number;
  }
}
