package dev.carousel.cli.diagnose;

import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Numbers;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.Growth;
import dev.carousel.flow.LayerFlow;
import dev.carousel.flow.MatrixSpectrum;
import dev.carousel.flow.Verdict;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A diagnosis as a report for a terminal. Colour and bars only repeat what the numbers say. */
final class DiagnosisText {
  private static final String INDENT = "  ";
  private static final int NUMBER_WIDTH = 8;

  private static final int[] LAGS = {
    0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000
  };

  private final Diagnosis diagnosis;
  private final Look look;
  private final Remedies remedies;
  private final List<String> names;
  private final List<StateRow> rows;
  private final List<String> labels;
  private final List<String> lines = new ArrayList<>();

  private DiagnosisText(Diagnosis diagnosis, Look look, Remedies remedies) {
    this.diagnosis = diagnosis;
    this.look = look;
    this.remedies = remedies;
    names = RunNames.of(diagnosis.runs());
    rows = StateRow.of(diagnosis.runs(), names);
    labels = labels(rows);
  }

  /** The lines of the report. */
  static List<String> of(Diagnosis diagnosis, Look look, Remedies remedies) {
    return new DiagnosisText(diagnosis, look, remedies).lines();
  }

  private List<String> lines() {
    header();
    strips();
    numbers();
    growth();
    reach();
    matrices();
    training();
    verdicts();
    Forecasts forecasts = diagnosis.forecasts();
    if (forecasts != null && diagnosis.runs().stream().anyMatch(Run::trained)) {
      title("Forecast and outcome");
      lines.addAll(ForecastText.after(forecasts, diagnosis.runs(), look));
    }
    if (!diagnosis.cures().isEmpty()) {
      title("Cures, tried");
      lines.addAll(CureText.of(diagnosis, look));
    }
    if (!diagnosis.clippers().isEmpty()) {
      title("Ways to clip, compared");
      lines.addAll(ClipperText.of(diagnosis.clippers(), look));
    }
    return List.copyOf(lines);
  }

  private void header() {
    lines.add(look.bold("Gradient flow through time"));
    lines.addAll(Paragraph.hanging(INDENT, diagnosis.data(), look.width()));
    lines.add("");
    TextTable table = new TextTable(Align.LEFT, Align.RIGHT, Align.LEFT);
    for (int i = 0; i < names.size(); i++) {
      Run run = diagnosis.runs().get(i);
      String name =
          names.get(i).equals(run.cell()) ? run.cell() : names.get(i) + " = " + run.cell();
      table.row(name, Numbers.grouped(run.parameters()) + " parameters", training(run));
    }
    boolean fits = table.lines().stream().allMatch(line -> line.length() <= look.width());
    lines.addAll(fits ? table.lines() : longHeaders());
    lines.addAll(Paragraph.hanging(INDENT, "Measured with " + samples(), look.width()));
    diagnosis.notes().forEach(n -> lines.addAll(Paragraph.hanging("  Note: ", n, look.width())));
  }

  /** Where the columns would not fit: a paragraph for each network. */
  private List<String> longHeaders() {
    List<String> headers = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Run run = diagnosis.runs().get(i);
      String name = names.get(i).equals(run.cell()) ? run.cell() : names.get(i) + ": " + run.cell();
      String size = Numbers.grouped(run.parameters()) + " parameters";
      headers.addAll(hanging("", String.join(", ", name, size, training(run))));
    }
    return headers;
  }

  private String samples() {
    IntSummaryStatistics samples =
        rows.stream().mapToInt(row -> row.flow().samples()).summaryStatistics();
    String fewest = samples.getMin() < samples.getMax() ? samples.getMin() + " to " : "";
    return String.format(
        "the loss at one step, in %s%d places each; lags 0 to %d.",
        fewest, samples.getMax(), diagnosis.lag());
  }

  private String training(Run run) {
    if (!run.trained()) {
      return "not trained";
    }
    String loss = Numbers.decimals(run.validLoss(), 3);
    return Numbers.grouped(run.updates())
        + " updates"
        + (Double.isNaN(run.validLoss())
            ? ""
            : ", validation loss " + loss + " " + diagnosis.lossUnit());
  }

  private void strips() {
    title("How much of the gradient is left, by lag (steps back from the loss)");
    int lag = diagnosis.lag();
    int columns = Math.min(lag + 1, look.width() - labelWidth() - 2);
    Bars bars = Bars.of(rows.stream().map(row -> row.flow().gradient()).toList());
    for (int i = 0; i < rows.size(); i++) {
      StateRow row = rows.get(i);
      String strip = bars.strip(row.flow().gradient(), lag, columns, look.unicode());
      lines.add(labels.get(i) + INDENT + paint(row.flow().verdict(), strip.stripTrailing()));
    }
    lines.add(" ".repeat(labelWidth() + 2) + Bars.axis(lag, columns));
    lines.addAll(Paragraph.hanging(INDENT, bars.legend(look.unicode()), look.width()));
  }

  private void numbers() {
    title("The same in numbers: gradient norm relative to lag 0");
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
  }

  /** The lags shown in numbers: 0, the longest, and as many round ones as there is room for. */
  private List<Integer> lags() {
    List<Integer> lags = new ArrayList<>();
    IntStream.of(LAGS).filter(lag -> lag < diagnosis.lag()).forEach(lags::add);
    lags.add(diagnosis.lag());
    while (lags.size() * NUMBER_WIDTH > look.width() - labelWidth()) {
      lags.remove(1);
    }
    return lags;
  }

  private void growth() {
    title("Growth per step back (natural log) and horizon (-1 / growth, in steps)");
    boolean layers = rows.stream().anyMatch(row -> !row.layer().isEmpty());
    TextTable table =
        new TextTable(
            Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.LEFT, Align.RIGHT, Align.LEFT);
    table.row(
        "run", layers ? "layer" : "", "state", "growth", "95 % interval", "horizon", "verdict");
    for (StateRow row : rows) {
      Growth growth = row.flow().growth();
      String verdict = row.flow().verdict().word();
      table.row(
          row.run(),
          row.layer(),
          row.flow().state(),
          growth == null ? Numbers.NONE : rate(growth.perStep()),
          growth == null ? Numbers.NONE : interval(growth),
          horizon(growth),
          verdict);
    }
    addPainted(table.lines(look.width()));
  }

  private void reach() {
    title("Lag of 1 %, mean lag, carousel's share, longest time-scale, Lyapunov exponent");
    lines.addAll(ReachText.of(diagnosis.runs(), names, look));
  }

  /** Colours the verdict at the end of each line but the first. */
  private void addPainted(List<String> tableLines) {
    lines.add(tableLines.get(0));
    for (int i = 0; i < rows.size(); i++) {
      Verdict verdict = rows.get(i).flow().verdict();
      String line = tableLines.get(i + 1);
      int cut = line.length() - verdict.word().length();
      lines.add(line.substring(0, cut) + paint(verdict, line.substring(cut)));
    }
  }

  private static String rate(double perStep) {
    return Numbers.decimals(perStep, 4);
  }

  private static String interval(Growth growth) {
    return "[" + rate(growth.low95()) + ", " + rate(growth.high95()) + "]";
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

  private void matrices() {
    title("Recurrent matrices");
    TextTable table = new TextTable(Align.LEFT, Align.LEFT, Align.LEFT, Align.RIGHT, Align.RIGHT);
    table.row("run", "", "matrix", "largest singular value", "spectral radius");
    List<String> bounds = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Run run = diagnosis.runs().get(i);
      for (LayerFlow layer : run.flow().layers()) {
        String label = StateRow.layerLabel(diagnosis.runs(), layer);
        layer.recurrent().forEach(matrix -> addMatrix(table, run, label, matrix));
        String owner = label.isEmpty() ? names.get(i) : names.get(i) + " " + layer.name();
        SpectralBound.of(run.cell(), layer).ifPresent(b -> bounds.addAll(hanging(owner + ": ", b)));
      }
    }
    lines.addAll(table.lines(look.width()));
    lines.addAll(bounds);
  }

  private void addMatrix(TextTable table, Run run, String layer, MatrixSpectrum matrix) {
    table.row(
        names.get(diagnosis.runs().indexOf(run)),
        layer,
        matrix.name(),
        Numbers.decimals(matrix.largestSingularValue(), 4),
        Numbers.decimals(matrix.spectralRadius(), 4));
  }

  private void training() {
    List<String> table = WatchText.of(diagnosis.runs(), names, look);
    if (!table.isEmpty()) {
      title("While it trained: gradient norms, and the time step that dominates (medians)");
      lines.addAll(table);
    }
  }

  private void verdicts() {
    title("Verdict");
    List<Reading> readings = diagnosis.runs().stream().map(Reading::of).toList();
    for (int i = 0; i < names.size(); i++) {
      Run run = diagnosis.runs().get(i);
      lines.addAll(hanging(names.get(i) + ": ", VerdictText.of(run, readings.get(i))));
      lines.addAll(RemedyText.of(run, readings.get(i), remedies, diagnosis.lag(), look));
    }
    String comparison = VerdictText.comparison(names, readings);
    if (comparison != null) {
      lines.addAll(Paragraph.hanging(INDENT, comparison, look.width()));
    }
  }

  private List<String> hanging(String first, String text) {
    List<String> hanging = new ArrayList<>();
    for (String line : Paragraph.wrap(first + text, look.width() - INDENT.length())) {
      hanging.add(INDENT + line);
    }
    return hanging;
  }

  private void title(String title) {
    lines.add("");
    lines.add(look.bold(title));
  }

  private String paint(Verdict verdict, String text) {
    return switch (verdict) {
      case VANISHING -> look.paint(Look.Colour.RED, text);
      case EXPLODING -> look.paint(Look.Colour.MAGENTA, text);
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
