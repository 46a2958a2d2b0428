package dev.carousel.benchmarks.teams;

/**
 * How long a training step takes with more threads than the machine has, from what was measured.
 *
 * <pre>time(n) = alone + (one - alone) / n + meetings * meeting(n)</pre>
 *
 * <p>It assumes that all but {@code alone} is shared evenly, that a meeting of n threads takes n /
 * 2 times as long as one of two (each thread's arrival is seen by all others in turn), and that a
 * core more brings its own cache and its own way to the memory.
 *
 * @param one milliseconds with one thread
 * @param alone milliseconds that one member works while the others wait
 * @param meetings of a training step
 * @param meeting milliseconds of a meeting of two
 */
record Scaling(double one, double alone, long meetings, double meeting) {
  /**
   * The model that agrees with what two threads took.
   *
   * @param two milliseconds with two threads
   */
  static Scaling of(double one, double two, long meetings, double meeting) {
    double alone = 2 * (two - meetings * meeting) - one;
    return new Scaling(one, Math.max(0, alone), meetings, meeting);
  }

  /** Milliseconds with so many threads, at least two. */
  double time(int threads) {
    return alone + (one - alone) / threads + meetings * meeting * threads / 2;
  }
}
