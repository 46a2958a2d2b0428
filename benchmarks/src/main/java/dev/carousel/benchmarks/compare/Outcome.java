package dev.carousel.benchmarks.compare;

import dev.carousel.benchmarks.worker.Measurement;

/** What came of a contender on a case. */
sealed interface Outcome {
  /** It passed the check and was timed. */
  record Timed(Measurement measurement) implements Outcome {}

  /** It should have run, and did not. */
  record Failed(String reason) implements Outcome {}

  /** It does not take this case. */
  record NotOffered(String reason) implements Outcome {}
}
