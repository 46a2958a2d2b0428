package dev.carousel.benchmarks.forecast;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * A forecast: learning is unlikely where all of its conditions hold.
 *
 * @param conditions one, or two on different measures
 */
record Rule(List<Condition> conditions) {
  /** A measure that is missing more often than in one row of so many is no measure of a rule. */
  private static final int MISSING = 10;

  /** A condition with the rows where it holds. */
  private record Candidate(Condition condition, BitSet rows) {}

  Rule {
    conditions = List.copyOf(conditions);
  }

  /** Whether learning is called unlikely. */
  boolean saysUnlikely(Row row) {
    return conditions.stream().allMatch(condition -> condition.holds(row));
  }

  /** The rule of one measure with the greatest J; the first of several. */
  static Rule best(Measured measure, List<Row> rows) {
    Search search = new Search(rows);
    candidates(measure, rows).forEach(search::consider);
    return search.best();
  }

  /** The rule of one measure of a network, or of any two measures, with the greatest J. */
  static Rule best(List<Row> rows) {
    List<List<Candidate>> measures =
        Stream.of(Measured.values())
            .filter(measure -> isThere(measure, rows))
            .map(measure -> candidates(measure, rows))
            .toList();
    Search search = new Search(rows);
    for (int i = 0; i < measures.size(); i++) {
      for (Candidate one : measures.get(i)) {
        if (one.condition().measure() != Measured.LAG) {
          search.consider(one);
        }
        measures
            .subList(i + 1, measures.size())
            .forEach(others -> others.forEach(other -> search.consider(one, other)));
      }
    }
    return search.best();
  }

  private static boolean isThere(Measured measure, List<Row> rows) {
    long missing = rows.stream().filter(row -> Double.isNaN(row.measure(measure))).count();
    return missing * MISSING <= rows.size();
  }

  private static List<Candidate> candidates(Measured measure, List<Row> rows) {
    return Condition.candidates(measure, rows).stream()
        .map(
            condition -> {
              BitSet holds = new BitSet();
              for (int i = 0; i < rows.size(); i++) {
                holds.set(i, condition.holds(rows.get(i)));
              }
              return new Candidate(condition, holds);
            })
        .toList();
  }

  /** Keeps the best of what it considers. */
  private static final class Search {
    private final BitSet learnt = new BitSet();
    private final int runs;
    private double most = Double.NEGATIVE_INFINITY;
    private final List<Condition> best = new ArrayList<>();

    Search(List<Row> rows) {
      runs = rows.size();
      for (int i = 0; i < runs; i++) {
        learnt.set(i, rows.get(i).learnt());
      }
    }

    void consider(Candidate... candidates) {
      BitSet unlikely = (BitSet) candidates[0].rows().clone();
      for (Candidate candidate : candidates) {
        unlikely.and(candidate.rows());
      }
      BitSet wrongly = (BitSet) unlikely.clone();
      wrongly.and(learnt);
      int all = unlikely.cardinality();
      int wrong = wrongly.cardinality();
      double youden = new Judgement(all, wrong, runs - all, learnt.cardinality() - wrong).youden();
      if (youden > most) {
        most = youden;
        best.clear();
        Stream.of(candidates).map(Candidate::condition).forEach(best::add);
      }
    }

    Rule best() {
      return new Rule(best);
    }
  }
}
