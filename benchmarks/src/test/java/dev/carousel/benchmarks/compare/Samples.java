package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import dev.carousel.benchmarks.problem.Shape;
import dev.carousel.benchmarks.worker.Assignment;
import dev.carousel.benchmarks.worker.Job;
import dev.carousel.benchmarks.worker.Measurement;
import dev.carousel.benchmarks.worker.WorkSession;
import dev.carousel.benchmarks.worker.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Contenders and outcomes without processes. */
final class Samples {
  static final Shape SHAPE = new Shape(2, 10, 4, 8);
  static final Case LSTM = new Case(Kind.TRAIN, "lstm", SHAPE);
  static final Case RUN = new Case(Kind.WORDS, "lstm", SHAPE);
  static final Case LEM = new Case(Kind.TRAIN, "lem", SHAPE);

  private Samples() {}

  /** Runs this command. */
  record Command(String id, List<String> words) implements Contender {
    @Override
    public Optional<String> refusal(Case subject) {
      return Optional.empty();
    }

    @Override
    public List<String> command(Job job) {
      return words;
    }

    @Override
    public Map<String, String> environment(Job job) {
      return Map.of("ANSWER", "42");
    }
  }

  /** A framework that takes whatever it is given. */
  static final class Peer implements Workload {
    @Override
    public String id() {
      return "peer";
    }

    @Override
    public int rank() {
      return 1;
    }

    @Override
    public Optional<String> refusal(Case subject) {
      return Optional.empty();
    }

    @Override
    public WorkSession open(Assignment assignment) {
      throw new UnsupportedOperationException();
    }
  }

  /** An entry with a measurement of each of these medians; the least is half of it. */
  static Entry timed(Case subject, String contender, double... medians) {
    List<Outcome> outcomes = new ArrayList<>();
    for (double median : medians) {
      outcomes.add(
          new Outcome.Timed(
              new Measurement(null, contender + " 1", median, median / 2, 10, 0, 0, null)));
    }
    return new Entry(subject, contender, outcomes);
  }

  /** An entry that failed in its second round. */
  static Entry failed(Case subject, String contender, String reason) {
    List<Outcome> outcomes = new ArrayList<>(timed(subject, contender, 1).outcomes());
    outcomes.add(new Outcome.Failed(reason));
    return new Entry(subject, contender, outcomes);
  }

  /** An entry of one that does not take the case. */
  static Entry refused(Case subject, String contender, String reason) {
    return new Entry(subject, contender, List.of(new Outcome.NotOffered(reason)));
  }

  /** A result of entries, all of cells with 384 elements of matrices, at a peak of 10 GFLOP/s. */
  static ComparisonResult result(Entry... entries) {
    ComparisonPlan plan =
        new ComparisonPlan(List.of(LSTM, LEM), List.of(), 3, 1, 1, 2, 10, List.of());
    return new ComparisonResult(plan, 10, Map.of(LSTM, 384L, LEM, 384L), List.of(entries));
  }
}
