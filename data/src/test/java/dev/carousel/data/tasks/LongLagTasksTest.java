package dev.carousel.data.tasks;

import static dev.carousel.data.tasks.Tasks.classes;
import static dev.carousel.data.tasks.Tasks.create;
import static dev.carousel.data.tasks.Tasks.draw;
import static dev.carousel.data.tasks.Tasks.ids;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import dev.carousel.refusal.Refusal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

/** Experiment 2 of Hochreiter and Schmidhuber (1997), as the paper has it. */
class LongLagTasksTest {
  private static final int DRAWS = 5000;

  /** Task 2a: y a1 a2 a3 y, or x a1 a2 a3 x. */
  @Test
  void thereAreTwoSequencesThatEndAsTheyBegan() {
    Task task = create(new LongLagTaskProvider(), Map.of("lag", "4"));
    assertEquals(new DataShape(true, 5, true, 5, Targets.Moment.EVERY_STEP), task.shape());
    TreeMap<String, Integer> drawn = new TreeMap<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.merge(sequence(draw(task, i)), 1, Integer::sum);
    }
    assertEquals(List.of("[3, 0, 1, 2, 3]", "[4, 0, 1, 2, 4]"), List.copyOf(drawn.keySet()));
    drawn.values().forEach(count -> assertEquals(DRAWS / 2.0, count, 142)); // 4 deviations
  }

  /** Task 2b: what lies between says nothing. */
  @Test
  void theSymbolsBetweenMayBeRandom() {
    Task task = create(new LongLagTaskProvider(), Map.of("lag", "4", "between", "random"));
    TreeSet<String> drawn = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(sequence(draw(task, i)));
    }
    assertEquals(2 * 27, drawn.size());
    drawn.forEach(one -> assertTrue(one.matches("\\[3(, [0-2]){3}, 3]|\\[4(, [0-2]){3}, 4]"), one));
  }

  /** What is read, and then the last symbol, which is only predicted. */
  private static String sequence(Task.Example example) {
    int[] ids = ids(example);
    int[] targets = classes(example);
    assertEquals(ids.length, targets.length);
    for (int step = 1; step < ids.length; step++) {
      assertEquals(ids[step], targets[step - 1]);
    }
    int[] all = Arrays.copyOf(ids, ids.length + 1);
    all[ids.length] = targets[ids.length - 1];
    return Arrays.toString(all);
  }

  /** Task 2c: b, x or y, q + k distractors, e; then x or y again. */
  @Test
  void afterTheTriggerTheSecondSymbolIsTold() {
    Task task = create(new TriggerTaskProvider(), Map.of("lag", "20", "distractors", "3"));
    assertEquals(new DataShape(true, 7, true, 2, Targets.Moment.END), task.shape());
    SummaryStatistics more = new SummaryStatistics();
    TreeMap<Integer, Integer> answers = new TreeMap<>();
    TreeSet<Integer> distractors = new TreeSet<>();
    for (int i = 0; i < DRAWS; i++) {
      Task.Example example = draw(task, i);
      int[] ids = ids(example);
      assertEquals(4, ids[0]);
      assertEquals(5 + classes(example)[0], ids[1]);
      assertEquals(3, ids[ids.length - 1]);
      Arrays.stream(ids, 2, ids.length - 1).forEach(distractors::add);
      answers.merge(classes(example)[0], 1, Integer::sum);
      more.addValue(ids.length - 3 - 20);
    }
    assertEquals(List.of(0, 1, 2), List.copyOf(distractors));
    assertEquals(List.of(0, 1), List.copyOf(answers.keySet()));
    answers.values().forEach(count -> assertEquals(DRAWS / 2.0, count, 142)); // 4 deviations
    assertEquals(0, more.getMin());
    // A geometric number of mean 9 has the deviation sqrt(90).
    assertEquals(9, more.getMean(), 4 * Math.sqrt(90.0 / DRAWS));
    assertEquals(Math.sqrt(90), more.getStandardDeviation(), 1);
  }

  /** The paper's tables have as many distractors as the lag, where they do not say otherwise. */
  @Test
  void thereAreAsManyDistractorsAsTheLag() {
    assertEquals(
        54, create(new TriggerTaskProvider(), Map.of("lag", "50")).shape().inputFeatures());
    assertEquals(153, create(new TriggerTaskProvider(), Map.of("lag", "50")).longest());
  }

  @Test
  void wrongLagsAreRefused() {
    LongLagTaskProvider lag = new LongLagTaskProvider();
    Refusal.of(() -> create(lag, Map.of("lag", "1")), "'lag'", "from 2", "'1'");
    Refusal.of(() -> create(lag, Map.of("between", "orderd")), "'between'", "'ordered'");
    TriggerTaskProvider trigger = new TriggerTaskProvider();
    Refusal.of(() -> create(trigger, Map.of("lag", "0")), "'lag'", "from 1", "'0'");
    Refusal.of(() -> create(trigger, Map.of("distractors", "-1")), "'distractors'", "'-1'");
  }
}
