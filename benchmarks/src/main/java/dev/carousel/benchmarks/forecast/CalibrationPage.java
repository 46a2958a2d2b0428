package dev.carousel.benchmarks.forecast;

import dev.carousel.flow.words.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The calibration as a page of the documentation. */
final class CalibrationPage {
  /** What once was called too little to learn from. */
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
    List<Row> judges = half(Trial.Half.JUDGES);
    Rule rule = Rule.best(half(Trial.Half.CHOOSES));
    Judgement judgement = Judgement.of(rule, judges);
    lines.add("# How the forecast was calibrated");
    lines.add("");
    lines.add("Made by `benchmarks/forecast`; do not edit.");
    lines.add("");
    summary(rule, judgement);
    method();
    measures();
    cases(rule);
    return lines;
  }

  private void summary(Rule rule, Judgement judgement) {
    lines.add(
        "**The rule:** learning is called unlikely where "
            + words(rule)
            + ". It was chosen on one half of the cases. On the other half, which had no part in"
            + " the choice:");
    lines.add("");
    lines.add("| | runs | learnt |");
    lines.add("|---|---|---|");
    lines.add(
        "| called unlikely | " + judgement.unlikely() + " | " + judgement.unlikelyLearnt() + " |");
    lines.add("| others | " + judgement.others() + " | " + judgement.othersLearnt() + " |");
    lines.add("");
    lines.add(
        "- Precision of \"unlikely\": "
            + percent(judgement.precision())
            + " of the runs so called did not learn (at least "
            + percent(judgement.precisionAtLeast(seeds()))
            + " with 95 % confidence, counting cases). Base rate: "
            + percent(judgement.baseRate())
            + " of all runs did not learn.");
    lines.add(
        "- Recall: "
            + percent(judgement.recall())
            + " of the runs that did not learn were called unlikely.");
    lines.add(
        judgement.beatsBaseRate(seeds())
            ? "- The rule is clearly better than the base rate."
            : "- The rule is not clearly better than the base rate.");
    List<Row> little =
        rows.stream().filter(row -> row.measure(Measured.ARRIVING) < LITTLE).toList();
    lines.add(
        "- How much is left does not predict learning. Of the "
            + little.size()
            + " runs of both halves with less than 5 % left at the lag, "
            + little.stream().filter(Row::learnt).count()
            + " learnt. Until this calibration the forecast said that such networks would not"
            + " learn.");
    lines.add("");
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
    lines.add("## Method");
    lines.add("");
    lines.add(
        "- "
            + rows.size()
            + " runs: "
            + cases
            + " cases of task, length and cell, each with "
            + seeds()
            + " seeds. Each network is measured as `diagnose --untrained` measures it, over the lag"
            + " that its task needs, then trained.");
    lines.add("- Budget: " + budget.words() + ".");
    lines.add(
        "- Lags: the length less 1 for `adding`; nine tenths of the length for `temporal-order`;"
            + " the delay and 10 for `copying`.");
    lines.add(
        "- Learnt: the best validation loss is less than a quarter of the loss without memory: the"
            + " best constant prediction, or 10 ln 8 / (T + 20) for `copying`. Half would be too"
            + " much: knowing one of the two numbers, or one of the two symbols, halves the loss.");
    lines.add(
        "- The half of a case is taken from a checksum of its name, which was fixed before the"
            + " first run. All seeds of a case are in the same half.");
    lines.add(
        "- A rule is a threshold on one measure of the network, or two thresholds on two measures,"
            + " both of which must be passed; the lag may be one of two. Thresholds have two"
            + " digits. Of all rules the one with the greatest Youden's J (recall less the share of"
            + " learnt runs called unlikely) on the choosing half is taken. Measures that are"
            + " missing in more than a tenth of the runs are left out. Two thresholds were allowed"
            + " when the choosing half had shown that one does badly, before the judging half was"
            + " looked at.");
    lines.add("");
  }

  private void measures() {
    lines.add("## Every measure");
    lines.add("");
    lines.add("J on the half that chose, and what the rule does on the half that judges.");
    lines.add("");
    lines.add("| measure | unlikely if | J, choosing | J, judging | precision | recall |");
    lines.add("|---|---|---|---|---|---|");
    for (Measured measure : Measured.values()) {
      Rule rule = Rule.best(measure, half(Trial.Half.CHOOSES));
      Judgement chosen = Judgement.of(rule, half(Trial.Half.CHOOSES));
      Judgement judged = Judgement.of(rule, half(Trial.Half.JUDGES));
      row(
          name(measure),
          sign(rule.conditions().get(0)),
          Numbers.decimals(chosen.youden(), 2),
          Numbers.decimals(judged.youden(), 2),
          percent(judged.precision()),
          percent(judged.recall()));
    }
    lines.add("");
  }

  private void cases(Rule rule) {
    lines.add("## Every case");
    lines.add("");
    lines.add("Of each case the range over its seeds.");
    lines.add("");
    row(
        "task",
        "length",
        "cell",
        "half",
        "left at the lag",
        "share of the carousel",
        "unlikely",
        "learnt");
    lines.add("|---|---|---|---|---|---|---|---|");
    Map<String, List<Row>> byCase = new LinkedHashMap<>();
    rows.forEach(r -> byCase.computeIfAbsent(r.trial().ofCase(), any -> new ArrayList<>()).add(r));
    for (List<Row> seeds : byCase.values()) {
      Trial trial = seeds.get(0).trial();
      row(
          trial.problem().id(),
          Integer.toString(trial.length()),
          "`" + trial.cell() + "`",
          trial.half().name().toLowerCase(Locale.ROOT),
          range(seeds, Measured.ARRIVING),
          range(seeds, Measured.CAROUSEL),
          share(seeds.stream().filter(rule::saysUnlikely).count(), seeds),
          share(seeds.stream().filter(Row::learnt).count(), seeds));
    }
  }

  private static String share(long count, List<Row> seeds) {
    return count + " of " + seeds.size();
  }

  private static String range(List<Row> seeds, Measured measure) {
    double least = seeds.stream().mapToDouble(row -> row.measure(measure)).min().orElseThrow();
    double most = seeds.stream().mapToDouble(row -> row.measure(measure)).max().orElseThrow();
    String from = Numbers.ratio(least);
    String to = Numbers.ratio(most);
    return from.equals(to) ? from : from + " to " + to;
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
