package dev.carousel.benchmarks.forecast;

import dev.carousel.flow.words.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The calibration as a page of the documentation: the result, the method, and one table. */
final class CalibrationPage {
  /** From the page, where the rows are kept. */
  private static final String TABLE =
      "../flow/src/test/resources/dev/carousel/flow/diagnosis/forecast-calibration.csv";

  /** What would seem too little to learn from. */
  private static final double LITTLE = 0.05;

  private final List<Row> rows;
  private final Budget budget;
  private final List<String> lines = new ArrayList<>();

  private CalibrationPage(List<Row> rows, Budget budget) {
    this.rows = rows;
    this.budget = budget;
  }

  /** The lines of the page. */
  static List<String> of(List<Row> rows, Budget budget) {
    return new CalibrationPage(rows, budget).write();
  }

  private List<Row> half(Trial.Half half) {
    return rows.stream().filter(row -> row.trial().half() == half).toList();
  }

  private int seeds() {
    return (int) rows.stream().map(row -> row.trial().seed()).distinct().count();
  }

  private List<String> write() {
    Rule rule = Rule.best(half(Trial.Half.CHOOSES));
    lines.add("# How the forecast was calibrated");
    lines.add("");
    result(rule, Judgement.of(rule, half(Trial.Half.JUDGES)));
    method();
    measures(rule);
    return lines;
  }

  private void result(Rule rule, Judgement judged) {
    int right = judged.unlikely() - judged.unlikelyLearnt();
    lines.add(
        "`diagnose --forecast` calls learning unlikely where "
            + words(rule)
            + ". This rule was chosen on one half of the cases. On the other half, which had no"
            + " part in the choice:");
    lines.add("");
    format(
        "- **Precision: %s.** Of the %d runs called unlikely, %d did not learn. With "
            + "95 %% confidence, precision is at least %s, counting the seeds of a case as "
            + "one run.",
        percent(judged.precision()),
        judged.unlikely(),
        right,
        percent(judged.precisionAtLeast(seeds())));
    format(
        "- **Recall: %s.** Of the %d runs that did not learn, %d were called unlikely.",
        percent(judged.recall()), judged.failed(), right);
    format(
        "- **Base rate: %s.** Of all %d runs, %d did not learn. Precision is %sclearly above it.",
        percent(judged.baseRate()),
        judged.runs(),
        judged.failed(),
        judged.beatsBaseRate(seeds()) ? "" : "not ");
    format("- Of the %d other runs, %d learnt.", judged.others(), judged.othersLearnt());
    lines.add("");
    List<Row> little =
        rows.stream().filter(row -> row.measure(Measured.ARRIVING) < LITTLE).toList();
    format(
        "How much of the gradient is left does not predict learning: of the %d runs of "
            + "both halves with less than 5 %% left at the lag, %d learnt.",
        little.size(), little.stream().filter(Row::learnt).count());
    lines.add("");
  }

  private void format(String text, Object... values) {
    lines.add(String.format(Locale.ROOT, text, values));
  }

  private static String words(Rule rule) {
    return rule.conditions().stream()
        .map(condition -> name(condition.measure()) + " is " + sign(condition))
        .collect(Collectors.joining(" and "));
  }

  private static String sign(Condition condition) {
    return (condition.isBelow() ? "below " : "above ") + digits(condition.threshold());
  }

  private static String digits(double threshold) {
    return new BigDecimal(Double.toString(threshold)).stripTrailingZeros().toPlainString();
  }

  private void method() {
    long cases = rows.stream().map(row -> row.trial().ofCase()).distinct().count();
    lines.add("## How it was measured");
    lines.add("");
    format(
        "- **Runs:** %d, of %d cases with %d seeds each. A case is a task, a length and a cell.",
        rows.size(), cases, seeds());
    lines.add(
        "- **Each run:** the network is measured as by `diagnose --untrained`, over "
            + "the lag that its task needs. Then it is trained: "
            + budget.words()
            + ". The figures hold for this budget alone.");
    lines.add(
        "- **Lags:** the length less 1 for `adding`, nine tenths of the length for "
            + "`temporal-order`, the delay and 10 for `copying`.");
    lines.add(
        "- **Learnt:** the best validation loss is below a quarter of the loss without "
            + "memory. That is the loss of the best constant prediction, or 10 ln 8 / (T + "
            + "20) for `copying`. A network that knows one of the two numbers or symbols "
            + "reaches half.");
    lines.add(
        "- **Halves:** by a checksum of the case's name, fixed before the first run. "
            + "All seeds of a case are in the same half.");
    lines.add(
        "- **Rules:** a threshold of two digits on one measure, or on two that must "
            + "both be passed; the lag counts only as one of two. The rule with the greatest "
            + "Youden's J on the choosing half is taken. J is recall less the share of "
            + "learnt runs that were called unlikely. Two thresholds were allowed after the "
            + "choosing half had shown that one does badly, and before the judging half was "
            + "looked at.");
    format(
        "- **Every run** is a row of [forecast-calibration.csv](%s). "
            + "`benchmarks/forecast --read` makes this page from it.",
        TABLE);
    lines.add("");
  }

  private void measures(Rule best) {
    lines.add("## What each measure predicts");
    lines.add("");
    lines.add(
        "The rule, and the best threshold on each measure alone. Precision and recall are those on"
            + " the judging half.");
    lines.add("");
    lines.add("| measure | unlikely if | J, choosing | J, judging | precision | recall |");
    lines.add("|---|---|---|---|---|---|");
    row("**the rule**", words(best), best);
    for (Measured measure : Measured.values()) {
      Rule rule = Rule.best(measure, half(Trial.Half.CHOOSES));
      row(name(measure), sign(rule.conditions().get(0)), rule);
    }
  }

  private void row(String measure, String condition, Rule rule) {
    Judgement chosen = Judgement.of(rule, half(Trial.Half.CHOOSES));
    Judgement judged = Judgement.of(rule, half(Trial.Half.JUDGES));
    row(
        measure,
        condition,
        Numbers.decimals(chosen.youden(), 2),
        Numbers.decimals(judged.youden(), 2),
        percent(judged.precision()),
        percent(judged.recall()));
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }

  private static String percent(double share) {
    return Double.isNaN(share) ? "none" : Math.round(100 * share) + " %";
  }

  private static String name(Measured measure) {
    return switch (measure) {
      case LAG -> "the lag";
      case ARRIVING -> "what is left at the lag";
      case HALFWAY -> "what is left at half the lag";
      case HORIZON -> "the 1 % horizon over the lag";
      case GROWTH -> "the growth per step";
      case TIME_SCALE -> "the longest time-scale over the lag";
      case OPENNESS -> "the mean factor on the carousel";
      case CAROUSEL -> "the share of the carousel";
      case LYAPUNOV -> "the largest Lyapunov exponent";
      case SINGULAR_VALUE -> "the largest singular value";
      case SPECTRAL_RADIUS -> "the spectral radius";
      case INPUT -> "the gradient by the input at the lag";
    };
  }
}
