package dev.carousel.benchmarks.tasks;

import dev.carousel.benchmarks.tasks.Exercise.Method;
import dev.carousel.benchmarks.tasks.Outcome.Program;
import dev.carousel.flow.words.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The outcomes as a page of the documentation: what was learnt, and the method. */
final class TasksPage {
  private static final String FOLDER =
      "../benchmarks/src/main/resources/dev/carousel/benchmarks/tasks/";

  private final List<Outcome> outcomes;
  private final List<String> lines = new ArrayList<>();

  private TasksPage(List<Outcome> outcomes) {
    this.outcomes = outcomes;
  }

  /** The lines of the page. */
  static List<String> of(List<Outcome> outcomes) {
    return new TasksPage(outcomes).write();
  }

  private List<String> write() {
    List<Outcome> tasks = outcomes.stream().filter(o -> !o.exercise().isText()).toList();
    List<Outcome> texts = outcomes.stream().filter(o -> o.exercise().isText()).toList();
    add("# Which cells learn what", "");
    add(
        "The short tasks of the literature and a text, each with a budget and a criterion that"
            + " were fixed before the runs. `benchmarks/tasks` repeats all of it and writes this"
            + " page ([how](../benchmarks/README.md#short-tasks)).",
        "");
    summary(tasks);
    byTask(tasks).forEach(this::section);
    if (!texts.isEmpty()) {
      text(texts);
    }
    method();
    return lines;
  }

  private static Map<String, List<Outcome>> byTask(List<Outcome> tasks) {
    return tasks.stream()
        .collect(
            Collectors.groupingBy(
                outcome -> outcome.exercise().task(), LinkedHashMap::new, Collectors.toList()));
  }

  private static Map<Exercise, List<Outcome>> byExercise(List<Outcome> some) {
    return some.stream()
        .collect(Collectors.groupingBy(Outcome::exercise, LinkedHashMap::new, Collectors.toList()));
  }

  private void summary(List<Outcome> tasks) {
    row("task", "cell", "criterion", "expected to learn", "reached");
    row("---", "---", "---", "---", "---:");
    byExercise(tasks)
        .forEach(
            (exercise, runs) ->
                row(
                    "`" + exercise.task() + "`",
                    "`" + exercise.cell() + "`",
                    exercise.criterion().toString(),
                    exercise.isToLearn() ? "yes" : "no",
                    runs.stream().filter(Outcome::isReached).count() + " of " + runs.size()));
    add("");
  }

  private void section(String task, List<Outcome> runs) {
    add("## " + title(task), "", TaskWords.of(runs.get(0).exercise()), "");
    row("cell", "parameters", "seed", "updates", "CPU seconds", "measured", "reached");
    row("---", "---:", "---:", "---:", "---:", "---:", "---");
    for (Outcome run : runs) {
      row(
          "`" + run.exercise().cell() + "`",
          Numbers.grouped(run.network().parameters()),
          Long.toString(run.seed()),
          Numbers.grouped(run.effort().updates()),
          Numbers.decimals(run.effort().seconds(), 1),
          OutcomeTable.score(run),
          run.isReached() ? "yes" : "no");
    }
    add("");
    settings(runs);
  }

  private static String title(String task) {
    String id = task.replaceFirst(":.*", "").replace('-', ' ');
    return id.equals("anbn")
        ? "a^n b^n"
        : id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
  }

  /** The most updates, and the command of the first seed of each exercise. */
  private void settings(List<Outcome> runs) {
    add("The same trainings on the command line, which does not end them early:", "", "```");
    byExercise(runs)
        .forEach(
            (exercise, own) ->
                add(
                    String.join(
                        " \\\n    ",
                        exercise.command(own.get(0).network().units(), own.get(0).seed()))));
    add("```", "");
  }

  private void text(List<Outcome> texts) {
    add(
        "## Characters of a novel",
        "",
        "The next character of the bundled novel, of which the last tenth is held out. All networks"
            + " of a table have as many hidden units as come nearest to the same number of"
            + " parameters, and get the same updates. The longer runs are those of the cells that"
            + " did best in the shorter ones, and of the LSTM; `gated-delta` is left out for the"
            + " time that it takes. All have the same optimizer and rate, which suit some cells"
            + " better than others. The horizon is the lag at which the gradient"
            + " has fallen to 1/e, for the state in which it is longest, fitted as by `carousel"
            + " diagnose` on the trained network.",
        "");
    Map<Long, List<Outcome>> byUpdates =
        texts.stream()
            .collect(
                Collectors.groupingBy(
                    outcome -> outcome.exercise().budget().updates(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byUpdates.forEach(this::textTable);
  }

  private void textTable(long updates, List<Outcome> texts) {
    Exercise first = texts.get(0).exercise();
    add(
        "%s updates of %d rows of 64 characters, %s, %s, about %s parameters:"
            .formatted(
                Numbers.grouped(updates),
                first.budget().batch(),
                method(first.method()),
                first.budget().seeds() == 1 ? "one seed" : first.budget().seeds() + " seeds",
                Numbers.grouped(first.size().number())),
        "");
    row("cell", "units", "parameters", "bits per character", "CPU seconds", "horizon, steps");
    row("---", "---:", "---:", "---:", "---:", "---:");
    byExercise(texts).entrySet().stream()
        .sorted(Comparator.comparingDouble(entry -> mean(entry.getValue())))
        .forEach(entry -> textRow(entry.getKey(), entry.getValue()));
    add("");
  }

  private static double mean(List<Outcome> runs) {
    return runs.stream().mapToDouble(Outcome::score).average().orElse(Double.NaN);
  }

  private void textRow(Exercise exercise, List<Outcome> runs) {
    Outcome first = runs.get(0);
    row(
        "`" + exercise.cell() + "`",
        Integer.toString(first.network().units()),
        Numbers.grouped(first.network().parameters()),
        runs.stream().map(OutcomeTable::score).collect(Collectors.joining(", ")),
        runs.stream()
            .map(run -> Numbers.decimals(run.effort().seconds(), 0))
            .collect(Collectors.joining(", ")),
        runs.stream().map(TasksPage::horizon).collect(Collectors.joining(", ")));
  }

  private static String horizon(Outcome run) {
    return Double.isInfinite(run.horizon()) ? "does not fall" : Numbers.decimals(run.horizon(), 1);
  }

  private static String method(Method method) {
    return "`%s`, schedule `%s`, `%s`"
        .formatted(method.optimizer(), method.schedule(), method.hook());
  }

  private void method() {
    add(
        "## How it was measured",
        "",
        "- **Plan:** [plan.csv](" + FOLDER + "plan.csv) has the cells, budgets and criteria.",
        "- **Outcomes:** [results.csv](" + FOLDER + "results.csv) has a row for each run.",
        "- **Program:** sources of commit "
            + distinct(Program::commit)
            + ", JDK "
            + distinct(Program::java)
            + ", one thread.",
        "- **Validation:** twenty times in the budget, for a^n b^n a hundred times, on 300"
            + " sequences. A run ends early at a loss"
            + " below four fifths of its bound, and the best parameters are kept. For an accuracy p"
            + " the bound is -ln p.",
        "- **Measured:** on "
            + Numbers.grouped(Exam.SEQUENCES)
            + " sequences that are neither in"
            + " training nor in validation.",
        "- **CPU seconds:** of the one thread that trains, with validations. The machine was not"
            + " quiet: other programs shared its two cores and their caches. Read these figures as"
            + " rough upper bounds.",
        "- **Settings** were looked for with seeds below 11, in a few runs for each cell. The runs"
            + " here have other seeds, and so other weights and data. Eight early trials of a^n"
            + " b^n, with other settings, had the seeds of the runs.");
  }

  /** Of the programs that ran, one word of each. */
  private String distinct(Function<Program, String> word) {
    return outcomes.stream()
        .map(Outcome::program)
        .map(word)
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private void add(String... more) {
    lines.addAll(List.of(more));
  }

  private void row(String... cells) {
    lines.add("| " + String.join(" | ", cells) + " |");
  }
}
