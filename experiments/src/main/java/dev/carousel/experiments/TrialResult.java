package dev.carousel.experiments;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a trial gave. Immutable and thread-safe.
 *
 * @param trial that was made
 * @param outcome how it ended
 * @param validLoss the best loss on the validation part; NaN without one, or if the trial failed
 * @param metrics of the best model on the validation part, by name; may be empty
 * @param curve the loss at each validation, in order
 * @param updates that were made
 * @param seconds of training, earlier parts included
 * @param cpuSeconds of the thread that trained the last part of it, with reading the data; measured
 *     by the runner
 * @param sha256 of the file of its best model; empty if there is none
 * @param fault why it failed; empty if it did not
 */
public record TrialResult(
    Trial trial,
    Outcome outcome,
    double validLoss,
    Map<String, Double> metrics,
    List<CurvePoint> curve,
    long updates,
    double seconds,
    double cpuSeconds,
    String sha256,
    String fault) {
  /** Copies the collections. */
  public TrialResult {
    Objects.requireNonNull(trial, "trial");
    Objects.requireNonNull(outcome, "outcome");
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    curve = List.copyOf(curve);
  }

  /** How a trial ended. */
  public enum Outcome {
    /** It reached the end that its settings say. */
    FINISHED,
    /** It reached {@link Trial#pauseAt}, and can go on. */
    PAUSED,
    /** It was stopped on request before that, and can go on. */
    STOPPED,
    /** It ended, with a loss worse than that of outputs that are all zero. */
    DIVERGED,
    /** Its loss or gradient was not finite. */
    NOT_FINITE,
    /** It could not be trained; {@link TrialResult#fault} says why. */
    FAILED;

    /** Whether to train it again, or further, leads to something else. */
    boolean isOpen() {
      return this == STOPPED || this == FAILED;
    }
  }

  /**
   * A validation.
   *
   * @param updates before it
   * @param loss on the validation part
   */
  public record CurvePoint(long updates, double loss) {}

  /** The result of a trial that could not be made. */
  public static TrialResult failed(Trial trial, String fault) {
    return new TrialResult(
        trial, Outcome.FAILED, Double.NaN, Map.of(), List.of(), 0, 0, 0, "", fault);
  }

  /** A trial that was asked to stop before its end. */
  public static TrialResult stopped(Trial trial) {
    return new TrialResult(
        trial, Outcome.STOPPED, Double.NaN, Map.of(), List.of(), 0, 0, 0, "", "");
  }

  /** The same with a time that was measured around it. */
  TrialResult timed(double cpuSeconds) {
    return new TrialResult(
        trial, outcome, validLoss, metrics, curve, updates, seconds, cpuSeconds, sha256, fault);
  }

  /**
   * The loss as it is compared: infinite if the training diverged or was not finite, NaN if there
   * is none.
   */
  @JsonIgnore
  public double figure() {
    return switch (outcome) {
      case FINISHED, PAUSED -> validLoss;
      case DIVERGED, NOT_FINITE -> Double.POSITIVE_INFINITY;
      case STOPPED, FAILED -> Double.NaN;
    };
  }
}
