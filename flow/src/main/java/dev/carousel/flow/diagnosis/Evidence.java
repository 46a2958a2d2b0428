package dev.carousel.flow.diagnosis;

import dev.carousel.flow.StateFlow;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.training.ClipReport;
import org.jspecify.annotations.Nullable;

/**
 * The input of the rules.
 *
 * @param report the measurements of the network
 * @param clipping how its training was clipped; null if that was not observed
 * @param bptt the number of steps that errors flowed back in training; 0 if it was not truncated or
 *     is unknown
 * @param need the context that the data rewards
 */
public record Evidence(LabReport report, @Nullable ClipReport clipping, int bptt, Need need) {

  /** Evidence without a measured need: all measured lags matter. */
  public Evidence(LabReport report, @Nullable ClipReport clipping, int bptt) {
    this(report, clipping, bptt, Need.assumed(report.flow().lag()));
  }

  /** The evidence of a network whose training was not observed. */
  public static Evidence of(LabReport report) {
    return new Evidence(report, null, 0);
  }

  /** The same, with gradients graded over all measured lags, however far back errors flowed. */
  Evidence overAllLags() {
    return new Evidence(report, clipping, 0, need);
  }

  /** The grade of one of the report's states. */
  public Grade grade(StateFlow state) {
    return Grade.of(state, need, bptt);
  }
}
