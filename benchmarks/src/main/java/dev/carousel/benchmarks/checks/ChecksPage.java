package dev.carousel.benchmarks.checks;

import dev.carousel.flow.words.Numbers;
import dev.carousel.gradcheck.GradientCheck;
import dev.carousel.testkit.golden.GoldenContract;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The results as a page of the documentation. */
final class ChecksPage {
  private final Results results;
  private final List<String> lines = new ArrayList<>();

  private ChecksPage(Results results) {
    this.results = results;
  }

  /**
   * The lines of the page.
   *
   * @param kernels the fused engine's
   */
  static List<String> of(Results results, String kernels) {
    ChecksPage page = new ChecksPage(results);
    page.add("# How exact the cells are");
    page.add(
        "Every cell with every option: its gradients beside finite differences, and its values"
            + " beside golden ones, which were made independently. `benchmarks/checks --page"
            + " docs/cell-checks.md` makes this page. Last digits differ between machines.");
    page.gradients();
    page.goldens(kernels);
    page.lines.remove(page.lines.size() - 1);
    return page.lines;
  }

  private void add(String paragraph) {
    lines.add(paragraph);
    lines.add("");
  }

  private void gradients() {
    List<GradientRow> rows = results.gradients();
    Map<String, List<GradientRow>> byCell =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.cell().id(), LinkedHashMap::new, Collectors.toList()));
    add("## Gradients");
    add(
        byCell.size()
            + " cells in "
            + rows.size()
            + " settings: "
            + verdict(rows, GradientRow::passed)
            + ". The largest relative error may be "
            + Numbers.ratio(GradientCheck.TOLERANCE)
            + ". All words and switches are tried with each other, and each number by itself. Each"
            + " setting is checked in float64 with random parameters, as by `carousel gradcheck`,"
            + " and near the parameters that the cell starts with.");
    if (!results.untried().isEmpty()) {
      String names =
          results.untried().stream().map(ChecksPage::code).collect(Collectors.joining(", "));
      add("Not checked, as the cells refuse them: " + names + ".");
    }
    lines.add(
        "| cell | options, beside their defaults | settings | compared | largest error | with |");
    lines.add("|---|---|---|---|---|---|");
    byCell.forEach(
        (id, settings) -> {
          GradientRow worst =
              settings.stream().max(Comparator.comparingDouble(GradientRow::error)).orElseThrow();
          row(
              id,
              results.valuesOf(id),
              Integer.toString(settings.size()),
              Numbers.grouped(settings.stream().mapToLong(GradientRow::compared).sum()),
              error(worst.error(), worst.passed()),
              code(worst.cell().toString()) + ", " + worst.place());
        });
    lines.add("");
  }

  private void goldens(String kernels) {
    List<GoldenRow> rows = results.goldens();
    add("## Golden values");
    add(
        rows.stream().map(row -> row.cell().id()).distinct().count()
            + " cells in "
            + rows.size()
            + " files: "
            + verdict(rows, GoldenRow::passed)
            + ". Outputs, final states, loss and all gradients are compared, by their largest"
            + " difference:");
    lines.add(
        "- float64: the reference engine, relative to the golden element; at most "
            + Numbers.ratio(GoldenContract.FLOAT64_TOLERANCE));
    add(
        "- float32: the fused engine on kernels "
            + kernels
            + ", relative to the largest element of the tensor; at most "
            + Numbers.ratio(GoldenContract.FLOAT32_TOLERANCE));
    add(
        "Values come from a class of PyTorch, or from a loop over the paper's equations that"
            + " PyTorch differentiates, both in float64.");
    lines.add("| cell | file | made by | PyTorch | values of | float64 | float32 |");
    lines.add("|---|---|---|---|---|---|---|");
    rows.stream()
        .sorted(Comparator.comparing(row -> row.cell().toString()))
        .forEach(
            row ->
                row(
                    code(row.cell().toString()),
                    row.file(),
                    "[" + name(row.script()) + "](../" + row.script() + ")",
                    row.version(),
                    row.reference().startsWith("torch.") ? row.reference().split(" ")[0] : "a loop",
                    error(row.float64(), row.passed()),
                    error(row.float32(), row.passed())));
    lines.add("");
  }

  private static <T> String verdict(List<T> rows, Predicate<T> passed) {
    long failed = rows.stream().filter(passed.negate()).count();
    return failed == 0 ? "all passed" : failed + " of " + rows.size() + " FAILED";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static String error(double error, boolean passed) {
    String text = error == 0 ? "0" : Numbers.scientific(error);
    return passed ? text : text + " FAILED";
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }
}
