package dev.carousel.benchmarks.tasks;

/**
 * What came of a run. Immutable and thread-safe.
 *
 * @param exercise which
 * @param seed of the weights and the data
 * @param network what it was, as trained
 * @param effort what it took
 * @param score what the criterion measures; NaN if the run failed
 * @param horizon the largest gradient horizon of a state, in steps; NaN where it is not measured
 * @param program that ran
 */
record Outcome(
    Exercise exercise,
    long seed,
    Shape network,
    Effort effort,
    double score,
    double horizon,
    Program program) {
  /**
   * The sizes of a network.
   *
   * @param units of each layer
   * @param parameters in all
   */
  record Shape(int units, long parameters) {}

  /**
   * What a training took.
   *
   * @param updates after which it ended
   * @param seconds of processor time of the one thread that trained, with validations
   * @param validLoss the best of its validations
   */
  record Effort(long updates, double seconds, double validLoss) {}

  /**
   * What ran.
   *
   * @param commit of the sources
   * @param java the version of the virtual machine
   */
  record Program(String commit, String java) {}

  boolean isReached() {
    return exercise.criterion().isMet(score);
  }

  boolean isOf(Exercise other, long otherSeed) {
    return exercise.equals(other) && seed == otherSeed;
  }
}
