package dev.carousel.benchmarks.forecast;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.flow.words.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Calibrates the forecast of what will be learnt. */
@Command(
    name = "forecast",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Measures networks before training, trains them, and writes the outcome of each as a row "
          + "of --table. Runs that the table already has are not repeated, so that you can stop "
          + "and continue."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/forecast --table calibration.csv",
      "  benchmarks/forecast --table calibration.csv --read --page docs/forecast-calibration.md"
    })
final class ForecastCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--table", required = true, description = "CSV file for the rows")
  private Path table = Path.of("calibration.csv");

  @Option(names = "--page", description = "Also write a page from the table")
  private @Nullable Path page;

  @Option(names = "--read", description = "Only read the table; train nothing")
  private boolean isRead;

  @Option(
      names = "--cell",
      description = "A cell with its options, instead of the default cells; may be repeated")
  private final List<String> cells = new ArrayList<>();

  @Option(
      names = "--most-length",
      defaultValue = "100",
      description = "Leave out longer sequences (default: ${DEFAULT-VALUE})")
  private int mostLength;

  @Option(
      names = "--seeds",
      defaultValue = "2",
      description = "Seeds of each case (default: ${DEFAULT-VALUE})")
  private int seeds;

  @Option(
      names = "--units",
      defaultValue = "32",
      description = "Units of each network (default: ${DEFAULT-VALUE})")
  private int units;

  @Option(
      names = "--batch",
      defaultValue = "16",
      description = "Sequences in an update (default: ${DEFAULT-VALUE})")
  private int batch;

  @Option(
      names = "--updates",
      defaultValue = "2000",
      description = "Maximum number of updates of a run (default: ${DEFAULT-VALUE})")
  private long updates;

  @Mixin private GlobalOptions global = new GlobalOptions();

  ForecastCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Program.require("--seeds", seeds, 1);
    Program.require("--units", units, 1);
    Program.require("--batch", batch, 1);
    Program.require("--updates", updates, 1);
    Table written = new Table(table);
    Budget budget = new Budget(units, batch, updates);
    if (!isRead) {
      run(written, budget);
    }
    if (page != null) {
      Files.write(page, CalibrationPage.of(sorted(written.rows()), budget));
    }
    return 0;
  }

  private void run(Table written, Budget budget) {
    Set<Trial> done = written.rows().stream().map(Row::trial).collect(Collectors.toSet());
    try (Session session = Session.open(global)) {
      TrialRunner runner = new TrialRunner(session, budget);
      for (Trial trial : chosen()) {
        if (!done.contains(trial)) {
          Row row = runner.run(trial);
          written.add(row);
          tell(row);
        }
      }
    }
  }

  private void tell(Row row) {
    console
        .out()
        .println(
            row.trial().ofCase()
                + ", seed "
                + row.trial().seed()
                + ": "
                + Numbers.decimals(row.validLoss(), 4)
                + " after "
                + row.updates()
                + " updates, "
                + (row.learnt() ? "learnt" : "not learnt"));
  }

  private static List<Row> sorted(List<Row> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparing((Row row) -> row.trial().problem())
                .thenComparing(row -> row.trial().length())
                .thenComparing(row -> row.trial().cell())
                .thenComparing(row -> row.trial().seed()))
        .toList();
  }

  private List<Trial> chosen() {
    return trials(seeds, cells).stream().filter(trial -> trial.length() <= mostLength).toList();
  }

  /** All trials of the calibration, in the order in which they are run. */
  static List<Trial> trials(int seeds) {
    return trials(seeds, List.of());
  }

  private static List<Trial> trials(int seeds, List<String> cells) {
    List<Trial> trials = new ArrayList<>();
    for (Problem problem : Problem.values()) {
      for (int length : problem.lengths()) {
        for (String cell : cells.isEmpty() ? usual(problem.lag(length)) : cells) {
          for (int seed = 1; seed <= seeds; seed++) {
            trials.add(new Trial(problem, cell, length, seed));
          }
        }
      }
    }
    trials.sort(Comparator.comparingLong(Trial::order).thenComparing(Trial::seed));
    return trials;
  }

  private static List<String> usual(int lag) {
    return List.of(
        "rnn",
        "rnn:activation=relu,init=identity",
        "rnn:init=orthogonal",
        "rnn:init=orthogonal,gain=1.5",
        "rnn:activation=identity,init=orthogonal,gain=1.1",
        "gru",
        "lstm:forget-bias=0",
        "lstm",
        "lstm:forget-bias=3",
        "lstm:chrono=" + Math.max(3, lag),
        "lem");
  }
}
