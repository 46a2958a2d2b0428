package dev.carousel.data.tasks;

import static dev.carousel.data.tasks.Tasks.create;
import static dev.carousel.data.tasks.Tasks.draw;
import static dev.carousel.data.tasks.Tasks.number;
import static dev.carousel.data.tasks.Tasks.values;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Task;
import dev.carousel.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tasks that are read and answered in numbers, as their papers have them. */
class NumberTasksTest {
  private static final int DRAWS = 20_000;

  /** Four standard errors of a mean; the draws are fixed. */
  private static void assertMean(double expected, SummaryStatistics found) {
    double error = found.getStandardDeviation() / Math.sqrt(found.getN());
    assertEquals(expected, found.getMean(), 4 * error);
  }

  private static TreeSet<Integer> marked(float[] values) {
    TreeSet<Integer> places = new TreeSet<>();
    for (int step = 0; step < values.length / 2; step++) {
      if (values[2 * step + 1] == 1) {
        places.add(step);
      }
    }
    return places;
  }

  @Test
  void theOriginalAddingProblemMarksAsItsPaperSays() {
    Task task = create(new OriginalAddingTaskProvider(), Map.of());
    TreeSet<Integer> lengths = new TreeSet<>();
    TreeSet<Integer> places = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      float[] values = values(example);
      int steps = values.length / 2;
      lengths.add(steps);
      assertEquals(-1, values[1]);
      assertEquals(-1, values[2 * steps - 1]);
      TreeSet<Integer> marked = marked(values);
      // Where the first pair was drawn, it shows no mark, and its number counts as nothing.
      assertTrue(marked.size() == 2 || marked.size() == 1, marked::toString);
      assertTrue(marked.size() == 1 || marked.first() < 10, marked::toString);
      double sum = 0;
      for (int step : marked) {
        sum += values[2 * step];
      }
      assertEquals(0.5 + sum / 4, number(example), 1e-6);
      for (int step = 0; step < steps; step++) {
        assertTrue(Math.abs(values[2 * step]) <= 1);
        float marker = values[2 * step + 1];
        assertTrue(marker == 0 || marker == 1 || step == 0 || step == steps - 1);
      }
      places.addAll(marked);
    }
    assertEquals(List.of(100, 110, 11), List.of(lengths.first(), lengths.last(), lengths.size()));
    assertEquals(List.of(1, 49, 49), List.of(places.first(), places.last(), places.size()));
  }

  /** Var U[-1, 1] = 1/3: (1/3 + 1/3) / 16 = 1/24, but for the first pair, drawn as X1 or as X2. */
  @Test
  void theOriginalAddingProblemHasTheBaselineOfTheLiterature() {
    Task task = create(new OriginalAddingTaskProvider(), Map.of());
    SummaryStatistics squares = new SummaryStatistics();
    SummaryStatistics right = new SummaryStatistics();
    SummaryStatistics firstPair = new SummaryStatistics();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      double error = number(example) - 0.5;
      boolean isRare = marked(values(example)).size() == 1;
      squares.addValue(error * error);
      firstPair.addValue(isRare ? 1 : 0);
      if (!isRare) {
        right.addValue(Math.abs(error) < 0.04 ? 1 : 0);
      }
    }
    double rare = 0.1 + 0.9 / 49;
    assertMean(rare, firstPair);
    assertMean((2 - rare) / 3 / 16, squares);
    assertMean(1 - 0.92 * 0.92, right);
  }

  @Test
  void pascanusAddingProblemMarksAsItsAuthorsDo() {
    Task task = create(new PascanuAddingTaskProvider(), Map.of("length", "50"));
    TreeSet<Integer> lengths = new TreeSet<>();
    TreeSet<Integer> places = new TreeSet<>();
    SummaryStatistics squares = new SummaryStatistics();
    SummaryStatistics right = new SummaryStatistics();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      float[] values = values(example);
      lengths.add(values.length / 2);
      TreeSet<Integer> marked = marked(values);
      assertEquals(2, marked.size());
      assertTrue(marked.first() < 5 && marked.last() >= 5, marked::toString);
      places.addAll(marked);
      double mean = (values[2 * marked.first()] + values[2 * marked.last()]) / 2;
      assertEquals(mean, number(example), 1e-6);
      double error = number(example) - 0.5;
      squares.addValue(error * error);
      right.addValue(error * error <= 0.04 ? 1 : 0);
    }
    assertEquals(List.of(50, 54, 5), List.of(lengths.first(), lengths.last(), lengths.size()));
    assertEquals(List.of(0, 25, 26), List.of(places.first(), places.last(), places.size()));
    assertMean(1.0 / 24, squares);
    assertMean(0.64, right);
  }

  /** Without noise on the target 1/4; with it 0.3 squared and 0.1. */
  @ParameterizedTest
  @CsvSource({"rest, 0, 0.25", "input, 0.2, 0.25", "target, 0.2, 0.19"})
  void theTwoSequencesAreToldByTheirFirstSteps(String noise, double variance, double baseline) {
    Task task = create(new TwoSequenceTaskProvider(), Map.of("noise", noise, "length", "30"));
    TreeSet<Integer> lengths = new TreeSet<>();
    SummaryStatistics said = new SummaryStatistics();
    SummaryStatistics rest = new SummaryStatistics();
    SummaryStatistics classes = new SummaryStatistics();
    SummaryStatistics squares = new SummaryStatistics();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      float[] values = values(example);
      lengths.add(values.length);
      double sign = values[0] + values[1] + values[2] > 0 ? 1 : -1;
      said.addValue((values[1] - sign) * (values[1] - sign));
      rest.addValue((double) values[3] * values[3]);
      rest.addValue((double) values[values.length - 1] * values[values.length - 1]);
      double target = number(example);
      classes.addValue(sign > 0 ? 1 : 0);
      squares.addValue((target - 0.5) * (target - 0.5));
      assertTrue(noise.equals("target") || noise.equals("input") || target == (sign + 1) / 2);
    }
    assertEquals(List.of(30, 33, 4), List.of(lengths.first(), lengths.last(), lengths.size()));
    assertEquals(variance, said.getMean(), 0.01);
    assertMean(0.2, rest);
    assertMean(0.5, classes);
    assertEquals(baseline, squares.getMean(), 0.004);
  }

  @Test
  void wrongOptionsAreRefused() {
    Refusal.of(
        () -> create(new OriginalAddingTaskProvider(), Map.of("length", "19")), "'length'", "20");
    Refusal.of(
        () -> create(new PascanuAddingTaskProvider(), Map.of("length", "9")), "'length'", "10");
    Refusal.of(
        () -> create(new TwoSequenceTaskProvider(), Map.of("length", "3")),
        "'informative'",
        "fewer steps than the length, 3");
    Refusal.of(
        () -> create(new TwoSequenceTaskProvider(), Map.of("noise", "output")),
        "rest, input, target");
  }
}
