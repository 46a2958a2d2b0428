package dev.carousel.benchmarks.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.benchmarks.tasks.Exercise.Budget;
import dev.carousel.benchmarks.tasks.Exercise.Method;
import dev.carousel.benchmarks.tasks.Outcome.Effort;
import dev.carousel.benchmarks.tasks.Outcome.Program;
import dev.carousel.benchmarks.tasks.Outcome.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class TasksPageTest {
  private static Exercise exercise(String task, String cell, String size, String criterion) {
    return new Exercise(
        task,
        cell,
        Size.parse(size),
        new Budget(32, 100, 3),
        new Method("adam", "constant", "clip-norm:max=1", ""),
        Criterion.parse(criterion),
        true);
  }

  private static Outcome outcome(Exercise exercise, long seed, double score, double horizon) {
    return new Outcome(
        exercise,
        seed,
        new Shape(8, 1234),
        new Effort(60, 2.5, 0.1),
        score,
        horizon,
        new Program("abc", "17.0.1"));
  }

  private static int count(List<String> page, String line) {
    return (int) page.stream().filter(line::equals).count();
  }

  @Test
  void aSectionHasEveryRunAndTheSummaryCountsThem() {
    Exercise lem = exercise("adding:length=9", "lem", "8", "loss<0.05");
    List<String> page =
        TasksPage.of(
            List.of(
                outcome(lem, 11, 0.01, Double.NaN),
                outcome(lem, 12, 0.06, Double.NaN),
                outcome(lem, 13, Double.NaN, Double.NaN)));
    assertEquals(1, count(page, "| `adding:length=9` | `lem` | loss<0.05 | yes | 1 of 3 |"));
    assertEquals(1, count(page, "## Adding"));
    assertEquals(1, count(page, "| `lem` | 1,234 | 11 | 60 | 2.5 | 0.0100 | yes |"));
    assertEquals(1, count(page, "| `lem` | 1,234 | 12 | 60 | 2.5 | 0.0600 | no |"));
    assertEquals(1, count(page, "| `lem` | 1,234 | 13 | 60 | 2.5 | failed | no |"));
    String text = String.join("\n", page);
    assertTrue(
        text.contains("carousel train --task adding:length=9,sequences=3200,valid=300"), text);
    assertTrue(text.contains("commit abc, JDK 17.0.1, one thread."), text);
  }

  /** The least mean comes first. */
  @Test
  void cellsOfATextAreInTheOrderOfTheirBits() {
    Exercise gru = exercise("text", "gru", "parameters=1200", "bits");
    Exercise lstm = exercise("text", "lstm", "parameters=1200", "bits");
    List<String> page =
        TasksPage.of(
            List.of(
                outcome(gru, 11, 2.5, 20.25),
                outcome(gru, 12, 2.25, 7),
                outcome(lstm, 11, 2.125, Double.POSITIVE_INFINITY)));
    int first = page.indexOf("| `lstm` | 8 | 1,234 | 2.125 | 3 | does not fall |");
    assertTrue(first > 0, page::toString);
    assertEquals("| `gru` | 8 | 1,234 | 2.500, 2.250 | 3, 3 | 20.3, 7.0 |", page.get(first + 1));
  }
}
