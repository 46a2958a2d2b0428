package dev.carousel.benchmarks.forecast;

import java.util.List;
import org.apache.commons.math3.stat.interval.WilsonScoreInterval;

/**
 * How a rule does on some runs.
 *
 * @param unlikely runs of which it says that learning is unlikely
 * @param unlikelyLearnt those of them that have learnt
 * @param others runs of which it does not
 * @param othersLearnt those of them that have learnt
 */
record Judgement(int unlikely, int unlikelyLearnt, int others, int othersLearnt) {
  private static final double CONFIDENCE = 0.95;

  static Judgement of(Rule rule, List<Row> rows) {
    int[][] counts = new int[2][2];
    for (Row row : rows) {
      counts[rule.saysUnlikely(row) ? 1 : 0][row.learnt() ? 1 : 0]++;
    }
    return new Judgement(
        counts[1][0] + counts[1][1], counts[1][1], counts[0][0] + counts[0][1], counts[0][1]);
  }

  int runs() {
    return unlikely + others;
  }

  int failed() {
    return runs() - unlikelyLearnt - othersLearnt;
  }

  /** Of the runs called unlikely, the share that has not learnt. */
  double precision() {
    return 1 - (double) unlikelyLearnt / unlikely;
  }

  /** Of the runs that have not learnt, the share that was called unlikely. */
  double recall() {
    return (double) (unlikely - unlikelyLearnt) / failed();
  }

  /** Of all runs, the share that has not learnt. */
  double baseRate() {
    return (double) failed() / runs();
  }

  /** Recall, less the share of the learnt runs that was called unlikely; -1 to 1, 0 by chance. */
  double youden() {
    return recall() - (double) unlikelyLearnt / (unlikelyLearnt + othersLearnt);
  }

  /**
   * The lower end of Wilson's 95 % interval of the precision, where the seeds of a case count as
   * one run.
   */
  double precisionAtLeast(int seeds) {
    int cases = Math.max(1, unlikely / seeds);
    int right = (int) Math.floor(precision() * cases);
    return new WilsonScoreInterval().createInterval(cases, right, CONFIDENCE).getLowerBound();
  }

  /** Whether the rule is clearly better than always saying the commoner outcome. */
  boolean beatsBaseRate(int seeds) {
    return unlikely > 0 && precisionAtLeast(seeds) > baseRate();
  }
}
