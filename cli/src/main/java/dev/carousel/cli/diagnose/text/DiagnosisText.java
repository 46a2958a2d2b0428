package dev.carousel.cli.diagnose.text;

import dev.carousel.cli.console.Words;
import dev.carousel.cli.text.Look;
import dev.carousel.cli.text.Paragraph;
import dev.carousel.cli.text.TextTable;
import dev.carousel.cli.text.TextTable.Align;
import dev.carousel.flow.measured.Conclusion;
import dev.carousel.flow.measured.Forecasts;
import dev.carousel.flow.measured.Run;
import dev.carousel.flow.measured.RunNames;
import dev.carousel.flow.remedy.Cures;
import dev.carousel.flow.remedy.Remedies;
import dev.carousel.flow.report.Diagnosis;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;

/** A diagnosis as a report for a terminal. Colour and bars only repeat what the numbers say. */
public final class DiagnosisText {
  private static final String INDENT = "  ";
  private final Diagnosis diagnosis;
  private final Look look;
  private final Remedies remedies;
  private final List<String> names;
  private final List<StateRow> rows;
  private final List<String> lines = new ArrayList<>();

  private DiagnosisText(Diagnosis diagnosis, Look look, Remedies remedies) {
    this.diagnosis = diagnosis;
    this.look = look;
    this.remedies = remedies;
    names = RunNames.of(diagnosis.runs());
    rows = StateRow.of(diagnosis.runs(), names);
  }

  /** The lines of the report. */
  public static List<String> of(Diagnosis diagnosis, Look look, Remedies remedies) {
    return new DiagnosisText(diagnosis, look, remedies).lines();
  }

  private List<String> lines() {
    header();
    gradient();
    reach();
    matrices();
    training();
    need();
    verdicts();
    Forecasts forecasts = diagnosis.forecasts();
    if (forecasts != null && diagnosis.runs().stream().anyMatch(Run::trained)) {
      title("Forecast and outcome");
      lines.addAll(ForecastText.after(forecasts, diagnosis.runs(), look));
    }
    if (!diagnosis.cures().isEmpty()) {
      title("Cures that were tried");
      lines.addAll(CureText.of(diagnosis, look));
    }
    if (!diagnosis.clippers().isEmpty()) {
      title("Clipping methods, compared");
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
      headers.addAll(
          Paragraph.hanging(INDENT, String.join(", ", name, size, training(run)), look.width()));
    }
    return headers;
  }

  private String samples() {
    IntSummaryStatistics samples =
        rows.stream().mapToInt(row -> row.flow().samples()).summaryStatistics();
    String fewest = samples.getMin() < samples.getMax() ? samples.getMin() + " to " : "";
    return String.format(
        "the loss at one step, in %s%s each; lags 0 to %d.",
        fewest, Words.count(samples.getMax(), "place"), diagnosis.lag());
  }

  private String training(Run run) {
    if (!run.trained()) {
      return "not trained";
    }
    if (run.updates() == Run.UNKNOWN) {
      return "weights as given; how they were trained is not recorded";
    }
    if (run.isBroken()) {
      return Words.count(run.updates(), "update") + ", not finite";
    }
    String loss = Numbers.decimals(run.validLoss(), 3);
    return Words.count(run.updates(), "update")
        + (Double.isNaN(run.validLoss())
            ? ""
            : ", validation loss " + loss + " " + diagnosis.lossUnit());
  }

  private void gradient() {
    GradientText text = new GradientText(rows, diagnosis.lag(), look);
    title("How much of the gradient is left, by lag (steps back from the loss)");
    lines.addAll(text.strips());
    title("The same in numbers: gradient norm relative to lag 0");
    lines.addAll(text.numbers());
    title("Growth per step back (natural log) and horizon (-1 / growth, in steps)");
    lines.addAll(text.growth());
  }

  private void reach() {
    title("Lag of 1 %, mean lag, carousel's share, longest time-scale, Lyapunov exponent");
    lines.addAll(ReachText.of(diagnosis.runs(), names, look));
  }

  private void matrices() {
    List<String> table = MatrixText.of(diagnosis.runs(), names, look);
    if (!table.isEmpty()) {
      title("Recurrent matrices");
      lines.addAll(table);
    }
  }

  private void training() {
    List<String> table = WatchText.of(diagnosis.runs(), names, look);
    if (!table.isEmpty()) {
      title("During training: gradient norms, and the time step that dominates (medians)");
      lines.addAll(table);
    }
  }

  private void need() {
    List<String> need = NeedText.of(diagnosis.runs(), names, look);
    if (!need.isEmpty()) {
      title("What the data rewards: steps of context that lower the loss");
      lines.addAll(need);
    }
  }

  private void verdicts() {
    title("Verdict");
    for (int i = 0; i < names.size(); i++) {
      Run run = diagnosis.runs().get(i);
      String verdict = names.get(i) + ": " + Conclusion.of(run).text();
      lines.addAll(Paragraph.hanging(INDENT, verdict, look.width()));
      lines.addAll(RemedyText.of(run, remedies, Cures.of(diagnosis.cures(), run.cell()), look));
    }
    String comparison = Conclusion.comparison(names, diagnosis.runs());
    if (comparison != null) {
      lines.addAll(Paragraph.hanging(INDENT, comparison, look.width()));
    }
  }

  private void title(String title) {
    lines.add("");
    lines.add(look.bold(title));
  }
}
