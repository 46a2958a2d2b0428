package dev.carousel.benchmarks.reproduce;

import dev.carousel.experiments.published.PublishedResult;
import dev.carousel.experiments.published.Verdict;
import java.util.List;

/**
 * What came of one experiment. The verdict is not kept: it follows from the trials.
 *
 * @param name of the experiment
 * @param fingerprint of the experiment that was run
 * @param program that ran it
 * @param trials each seed of each arm
 */
record Entry(String name, String fingerprint, RanBy program, List<TrialRow> trials) {
  Entry {
    trials = List.copyOf(trials);
  }

  /** Whether these are outcomes of the experiment as it is now. */
  boolean isOf(PublishedResult result) {
    return result.name().equals(name) && result.fingerprint().equals(fingerprint);
  }

  /** The verdict on them. */
  Verdict verdict(PublishedResult result) {
    return Verdict.of(result, trials.stream().map(TrialRow::judged).toList());
  }

  /**
   * The program that ran an experiment.
   *
   * @param carousel its version
   * @param commit of its sources
   * @param java the version of its JVM
   */
  record RanBy(String carousel, String commit, String java) {}
}
