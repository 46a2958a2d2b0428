package dev.carousel.experiments.statistics;

import java.util.List;

/**
 * Two settings before they are judged.
 *
 * @param seeds of which both have a figure
 */
record CommonSeeds(Sample a, Sample b, List<Long> seeds) {
  private static final List<Double> NONE = List.of(Double.NaN);

  static CommonSeeds of(Sample a, Sample b) {
    List<Long> common =
        a.figures().keySet().stream()
            .filter(seed -> a.isMeasured(seed) && b.isMeasured(seed))
            .toList();
    return new CommonSeeds(a, b, common);
  }

  /** The figures of a minus those of b; a pair without figures if no seed is common. */
  PairedDifference difference() {
    return seeds.isEmpty() ? new PairedDifference(NONE, NONE) : new PairedDifference(of(b), of(a));
  }

  private List<Double> of(Sample sample) {
    return seeds.stream().map(sample.figures()::get).toList();
  }
}
