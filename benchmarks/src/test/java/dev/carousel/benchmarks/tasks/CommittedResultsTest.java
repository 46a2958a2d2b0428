package dev.carousel.benchmarks.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The plan, its outcomes, and the page of the documentation that shows them belong together. */
class CommittedResultsTest {
  private static final Path PAGE = Path.of("../docs/tasks.md");
  private static final Path RESULTS =
      Path.of("src/main/resources/dev/carousel/benchmarks/tasks/results.csv");

  private final List<Outcome> outcomes = new Results(RESULTS).outcomes();

  /** If this fails: {@code benchmarks/tasks --results FILE --read --page docs/tasks.md}. */
  @Test
  void thePageIsThatOfTheOutcomes() throws IOException {
    assertEquals(
        String.join("\n", TasksPage.of(outcomes)), String.join("\n", Files.readAllLines(PAGE)));
  }

  /** If this fails: run {@code benchmarks/tasks --results FILE}, which adds what is missing. */
  @Test
  void everyRunOfThePlanHasOneOutcomeInItsOrder() {
    assertEquals(
        Plan.read(null).stream()
            .flatMap(exercise -> exercise.budget().eachSeed().map(s -> Map.entry(exercise, s)))
            .toList(),
        outcomes.stream().map(run -> Map.entry(run.exercise(), run.seed())).toList());
  }
}
