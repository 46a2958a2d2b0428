package dev.carousel.benchmarks.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleTest {
  private static Row row(double arriving, boolean isLearnt) {
    return new Row(
        new Trial(Problem.ADDING, "lstm", 10, 1),
        Map.of(Measured.ARRIVING, arriving),
        1,
        isLearnt ? 0.2 : 0.26,
        100);
  }

  private static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (double arriving : new double[] {1e-9, 1e-7, 1e-5, 1e-3}) {
      rows.add(row(arriving, arriving == 1e-7));
    }
    for (double arriving : new double[] {0.01, 0.1, 0.5, 0.9, 1}) {
      rows.add(row(arriving, arriving != 0.5));
    }
    rows.add(row(Double.NaN, true));
    return rows;
  }

  @Test
  void theThresholdIsWhereMostIsTold() {
    Rule rule = Rule.best(Measured.ARRIVING, rows());
    assertEquals(new Rule(List.of(new Condition(Measured.ARRIVING, true, 0.01))), rule);
    assertTrue(rule.saysUnlikely(row(0.0099, true)));
    assertFalse(rule.saysUnlikely(row(0.01, true)));
    assertFalse(rule.saysUnlikely(row(Double.NaN, false)));
  }

  /** Where little arrives is no matter at a short lag: only both tell. */
  @Test
  void twoMeasuresTellMoreThanOne() {
    List<Row> rows = new ArrayList<>();
    for (int lag : new int[] {5, 10, 20, 40}) {
      for (double arriving : new double[] {1e-9, 1e-3, 0.5}) {
        Map<Measured, Double> measured =
            Map.of(Measured.LAG, (double) lag, Measured.ARRIVING, arriving);
        boolean isLearnt = lag < 20 || arriving > 0.1;
        Trial trial = new Trial(Problem.ADDING, "lstm", lag, 1);
        rows.add(new Row(trial, measured, 1, isLearnt ? 0 : 1, 1));
      }
    }
    Rule rule = Rule.best(rows);
    assertEquals(
        List.of(
            new Condition(Measured.LAG, false, 10), new Condition(Measured.ARRIVING, true, 0.5)),
        rule.conditions());
    assertEquals(new Judgement(4, 0, 8, 8), Judgement.of(rule, rows));
  }

  @Test
  void aRuleIsJudgedByWhatWasLearnt() {
    Judgement judged = Judgement.of(Rule.best(Measured.ARRIVING, rows()), rows());
    assertEquals(new Judgement(4, 1, 6, 5), judged);
    assertEquals(0.75, judged.precision(), 1e-12);
    assertEquals(0.75, judged.recall(), 1e-12);
    assertEquals(0.4, judged.baseRate(), 1e-12);
    assertEquals(0.75 - 1.0 / 6, judged.youden(), 1e-12);
    // Wilson's interval of 1 in 2: 0.5 -+ 0.405.
    assertEquals(0.0945, judged.precisionAtLeast(2), 1e-4);
    assertFalse(judged.beatsBaseRate(2));
    assertTrue(new Judgement(60, 3, 60, 40).beatsBaseRate(2));
  }

  @Test
  void learntIsLessThanAQuarterOfTheLossWithoutMemory() {
    assertTrue(row(1, true).learnt());
    assertFalse(row(1, false).learnt());
    assertFalse(
        new Row(new Trial(Problem.ADDING, "rnn", 10, 1), Map.of(), 1, Double.NaN, 1).learnt());
  }

  /** Seeds share a half; both halves have a fair share of all cases. */
  @Test
  void casesAreSplitByTheirNames() {
    int chooses = 0;
    List<Trial> trials = ForecastCommand.trials(2);
    for (Trial trial : trials) {
      Trial other = new Trial(trial.problem(), trial.cell(), trial.length(), 3 - trial.seed());
      assertEquals(other.half(), trial.half());
      chooses += trial.half() == Trial.Half.CHOOSES ? 1 : 0;
    }
    assertTrue(trials.size() >= 120, () -> trials.size() + " trials");
    assertEquals(0.5, (double) chooses / trials.size(), 0.1);
    assertEquals(
        Trial.Half.JUDGES,
        new Trial(Problem.TEMPORAL_ORDER, "gru", 50, 1).half(),
        "fixed for good");
  }
}
