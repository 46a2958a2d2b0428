package dev.carousel.benchmarks.worker;

import dev.carousel.benchmarks.problem.Problem;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds an answer against the truth.
 *
 * @param outputError the largest difference of outputs, relative to the largest of the truth
 * @param gradientError the same of the input's gradient; 0 if there is none
 */
record Check(double outputError, double gradientError) {
  /** Compares as many elements as the truth has. */
  static Check of(Problem problem, Answer answer) {
    double outputs = error(answer.outputs(), Problem.floats(problem.expectedOutputs()));
    float[] gradient = answer.inputGradient();
    return new Check(
        outputs,
        gradient == null ? 0 : error(gradient, Problem.floats(problem.expectedInputGradient())));
  }

  private static double error(float[] found, float[] truth) {
    if (found.length < truth.length) {
      return Double.NaN;
    }
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < truth.length; i++) {
      largest = Math.max(largest, Math.abs(truth[i]));
      difference = Math.max(difference, Math.abs((double) found[i] - truth[i]));
    }
    return difference / largest;
  }

  /** What is wrong, for a person; empty if both errors are within the tolerance. */
  Optional<String> fault(double tolerance) {
    if (!(outputError <= tolerance)) {
      return Optional.of(fault("outputs differ", outputError, tolerance));
    }
    return gradientError <= tolerance
        ? Optional.empty()
        : Optional.of(fault("input's gradient differs", gradientError, tolerance));
  }

  private static String fault(String what, double error, double tolerance) {
    return String.format(
        Locale.ROOT,
        "not timed: its %s from the float64 reference by %.1e, allowed %.1e",
        what,
        error,
        tolerance);
  }
}
