package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.problem.Case;
import dev.carousel.benchmarks.problem.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.StatUtils;

/**
 * All that a comparison found.
 *
 * @param peakGflops the median of the peaks measured in each round
 * @param matrixElements of each case's cell
 */
record ComparisonResult(
    ComparisonPlan plan, double peakGflops, Map<Case, Long> matrixElements, List<Entry> entries) {

  /** Whether something was timed, and Carousel never failed. */
  boolean isSound() {
    return entries.stream().anyMatch(Entry::isTimed)
        && entries.stream().noneMatch(e -> e.isCarousel() && e.failure().isPresent());
  }

  /** The blocks of the table. */
  List<Block> blocks() {
    return Block.of(entries);
  }

  /** The floor of a case; NaN for a run. */
  double floorMillis(Case subject) {
    if (subject.kind().isRun()) {
      return Double.NaN;
    }
    long elements = matrixElements.getOrDefault(subject, 0L);
    return Floor.millis(subject.kind(), subject.shape(), elements, peakGflops);
  }

  /**
   * For each other contender the geometric mean of its time over Carousel's, over all cells and
   * shapes of a kind where both have a time; over all runs together.
   */
  Map<String, Mean> meansOverCarousel(Kind kind) {
    Map<String, Mean> means = new LinkedHashMap<>();
    for (String contender : entries.stream().map(Entry::contender).distinct().toList()) {
      double[] ratios =
          blocks().stream()
              .filter(block -> block.subject().kind().group().equals(kind.group()))
              .flatMapToDouble(
                  block ->
                      block.entries().stream()
                          .filter(e -> e.contender().equals(contender) && !e.isCarousel())
                          .mapToDouble(block::overCarousel))
              .filter(Double::isFinite)
              .toArray();
      if (ratios.length > 0) {
        means.put(contender, new Mean(StatUtils.geometricMean(ratios), ratios.length));
      }
    }
    return means;
  }

  /** A geometric mean of so many ratios. */
  record Mean(double ratio, int cases) {}
}
