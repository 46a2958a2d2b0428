package dev.carousel.experiments;

import static dev.carousel.experiments.statistics.ComparisonVerdict.BETTER;
import static dev.carousel.experiments.statistics.ComparisonVerdict.WORSE;

import dev.carousel.experiments.statistics.Aim;
import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.Comparisons;
import dev.carousel.experiments.statistics.Estimate;
import dev.carousel.experiments.statistics.PairedTest;
import dev.carousel.experiments.statistics.Sample;
import dev.carousel.experiments.statistics.Summary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came out of a sweep. Immutable and thread-safe.
 *
 * @param plan of the sweep
 * @param results the latest of each trial that was made, in the order of the trials
 * @param isStopped whether it was stopped before its end
 */
public record SweepReport(SweepPlan plan, List<TrialResult> results, boolean isStopped) {
  /** More comparisons of pairs than this are of the best combination with the others alone. */
  private static final int MOST_PAIRED = 8;

  /** Copies the results. */
  public SweepReport {
    results = List.copyOf(results);
  }

  /**
   * One combination of settings over its seeds.
   *
   * @param combination its place in the plan, from 0
   * @param label it, in the settings that are varied
   * @param pauseAt the update up to which it was trained, if it did not go on; 0 for its end
   * @param results by seed
   * @param sample their losses
   */
  public record Row(
      int combination, String label, long pauseAt, List<TrialResult> results, Sample sample) {
    /** Copies the results. */
    public Row {
      results = List.copyOf(results);
    }

    /**
     * The mean loss after each number of updates at which all trials that have losses validated.
     */
    public List<MeanPoint> curve() {
      Map<Long, List<Double>> byUpdate = new TreeMap<>();
      List<TrialResult> known = results.stream().filter(one -> !one.curve().isEmpty()).toList();
      known.forEach(
          one ->
              one.curve()
                  .forEach(
                      at ->
                          byUpdate
                              .computeIfAbsent(at.updates(), none -> new ArrayList<>())
                              .add(at.loss())));
      return byUpdate.entrySet().stream()
          .filter(at -> at.getValue().size() == known.size())
          .map(at -> MeanPoint.of(at.getKey(), at.getValue()))
          .toList();
    }

    /** The losses in one line of a table. */
    public Summary summary() {
      return sample.summary(Aim.SMALLER);
    }
  }

  /**
   * The mean loss over seeds after a number of updates.
   *
   * @param updates that were made
   * @param mean over the seeds
   * @param low95 the lower end of its 95 % interval; NaN for fewer than two seeds
   * @param high95 the upper end
   */
  public record MeanPoint(long updates, double mean, double low95, double high95) {
    private static MeanPoint of(long updates, List<Double> losses) {
      Estimate mean = Estimate.mean(losses.stream().mapToDouble(loss -> loss).toArray());
      return new MeanPoint(updates, mean.value(), mean.low95(), mean.high95());
    }
  }

  /**
   * The combinations of which a trial was made, the best first; those that went further before
   * others.
   */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    Map<Map<String, String>, List<TrialResult>> bySettings =
        results.stream()
            .collect(
                Collectors.groupingBy(
                    result -> result.trial().settings(), LinkedHashMap::new, Collectors.toList()));
    for (int i = 0; i < plan.combinations().size(); i++) {
      List<TrialResult> some = bySettings.get(plan.combinations().get(i));
      if (some != null) {
        rows.add(row(i, some));
      }
    }
    rows.sort(
        Comparator.comparingLong(SweepReport::reach)
            .reversed()
            .thenComparing(Row::summary, Summary.bestFirst()));
    return List.copyOf(rows);
  }

  private Row row(int combination, List<TrialResult> some) {
    Map<Long, Double> figures = new LinkedHashMap<>();
    some.forEach(result -> figures.put(result.trial().seed(), result.figure()));
    String label = plan.label(combination);
    long pauseAt =
        some.stream().mapToLong(result -> depth(result.trial().pauseAt())).min().orElse(0);
    return new Row(
        combination,
        label,
        pauseAt == Long.MAX_VALUE ? 0 : pauseAt,
        some,
        Sample.of(label, figures));
  }

  private static long reach(Row row) {
    return depth(row.pauseAt());
  }

  private static long depth(long pauseAt) {
    return pauseAt == 0 ? Long.MAX_VALUE : pauseAt;
  }

  /** The best combination of those that were trained furthest; empty if none has a finite loss. */
  public Optional<Row> best() {
    return rows().stream().filter(row -> row.summary().finite() > 0).findFirst();
  }

  /**
   * Combinations that were trained equally far, compared by paired t-tests: all pairs, or of more
   * than eight the best with each of the others. Empty with fewer than two.
   */
  public List<Comparison> comparisons() {
    List<Row> rows = rows();
    List<Sample> samples =
        rows.stream()
            .filter(row -> row.pauseAt() == rows.get(0).pauseAt())
            .map(Row::sample)
            .toList();
    if (samples.size() < 2) {
      return List.of();
    }
    return samples.size() <= MOST_PAIRED
        ? Comparisons.allPairs(samples, Aim.SMALLER, PairedTest.STUDENT).comparisons()
        : Comparisons.ofBest(samples, Aim.SMALLER, PairedTest.STUDENT).comparisons();
  }

  /**
   * The combinations that were trained as far as the best, but than which it is not significantly
   * better, in the order of the rows.
   */
  public List<String> rivals() {
    String best = best().map(Row::label).orElse("");
    Set<String> rivals =
        comparisons().stream()
            .filter(one -> one.a().equals(best) || one.b().equals(best))
            .filter(one -> one.verdict() != (one.a().equals(best) ? BETTER : WORSE))
            .map(one -> one.a().equals(best) ? one.b() : one.a())
            .collect(Collectors.toSet());
    return rows().stream().map(Row::label).filter(rivals::contains).toList();
  }

  /** The trials that failed. */
  public List<TrialResult> failed() {
    return results.stream()
        .filter(result -> result.outcome() == TrialResult.Outcome.FAILED)
        .toList();
  }
}
