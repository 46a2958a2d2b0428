package dev.carousel.benchmarks.tasks;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.model.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the networks of a plan, and tells which have learnt. */
@Command(
    name = "tasks",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Trains cells on the short tasks of the literature and on a text, on one thread, and judges "
          + "each network by a criterion that the plan fixes beforehand.",
      "Every outcome is a row of --results. Runs that it already has are not repeated, so that you "
          + "can stop and continue."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/tasks --results results.csv",
      "  benchmarks/tasks --results results.csv --task copying",
      "  benchmarks/tasks --results results.csv --plan own.csv",
      "  benchmarks/tasks --results results.csv --read --page docs/tasks.md"
    })
final class TasksCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--results", required = true, description = "CSV file for the outcomes")
  private Path results = Path.of("results.csv");

  @Option(
      names = "--plan",
      description = "CSV file of the exercises (default: those of docs/tasks.md)")
  private @Nullable Path plan;

  @Option(names = "--task", description = "Only this task, named without its options, or text")
  private @Nullable String task;

  @Option(names = "--page", description = "Also write a page from the outcomes")
  private @Nullable Path page;

  @Option(names = "--read", description = "Only read the outcomes; train nothing")
  private boolean isRead;

  @Option(names = "--commit", defaultValue = "unknown", hidden = true)
  private String commit;

  @Mixin private GlobalOptions global = new GlobalOptions();

  TasksCommand(Console console) {
    this.console = console;
    commit = "unknown";
  }

  @Override
  public Integer call() throws IOException {
    List<Exercise> exercises = chosen();
    Results written = new Results(results);
    if (!isRead) {
      try (Session session = Session.open(global)) {
        Runner runner = new Runner(session, commit);
        for (Exercise exercise : exercises) {
          run(runner, exercise, written);
        }
      }
    }
    List<Outcome> outcomes = ordered(exercises, written.outcomes());
    new OutcomeTable(outcomes).lines().forEach(console.out()::println);
    if (page != null) {
      Files.write(page, TasksPage.of(outcomes));
    }
    return 0;
  }

  private List<Exercise> chosen() {
    List<Exercise> all = Plan.read(plan);
    List<String> ids = all.stream().map(Exercise::taskId).distinct().toList();
    if (task != null && !ids.contains(task)) {
      throw CarouselException.usage("The plan has no task '" + task + "'.")
          .expected("--task with one of " + String.join(", ", ids))
          .found(task)
          .mend(NearestWord.hint(task, ids))
          .build();
    }
    return all.stream().filter(e -> task == null || e.taskId().equals(task)).toList();
  }

  private void run(Runner runner, Exercise exercise, Results written) {
    List<Outcome> done = written.outcomes();
    List<Long> missing =
        exercise
            .budget()
            .eachSeed()
            .filter(seed -> done.stream().noneMatch(o -> o.isOf(exercise, seed)))
            .toList();
    if (missing.isEmpty()) {
      return;
    }
    Dataset data = runner.data(exercise);
    Network network = runner.network(exercise, data);
    for (long seed : missing) {
      String command = String.join(" ", exercise.command(network.spec().units(), seed));
      console.err().println("commit " + commit + ": " + command);
      Outcome outcome = runner.run(exercise, data, network, seed);
      written.add(outcome);
      console.err().println("  " + OutcomeTable.words(outcome));
    }
  }

  /** In the order of the plan; outcomes of other plans are left out. */
  private static List<Outcome> ordered(List<Exercise> exercises, List<Outcome> all) {
    return exercises.stream()
        .flatMap(
            exercise ->
                exercise
                    .budget()
                    .eachSeed()
                    .flatMap(seed -> all.stream().filter(found -> found.isOf(exercise, seed))))
        .toList();
  }
}
