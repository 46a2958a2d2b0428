package dev.carousel.flow.diagnosis;

import dev.carousel.flow.StateFlow;
import dev.carousel.flow.context.Need;
import dev.carousel.flow.lab.LabReport;
import dev.carousel.flow.training.ClipReport;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at.
 *
 * @param report the network as it stands
 * @param clipping how its training was clipped; null if that was not seen
 * @param bptt how many steps an error travelled back in training; 0 if it was not truncated or is
 *     not known
 * @param need how much of the past the data rewards
 */
public record Evidence(LabReport report, @Nullable ClipReport clipping, int bptt, Need need) {

  /** Where it was not measured what the data rewards: all lags that were measured matter. */
  public Evidence(LabReport report, @Nullable ClipReport clipping, int bptt) {
    this(report, clipping, bptt, Need.assumed(report.flow().lag()));
  }

  /** Of a network whose training was not seen. */
  public static Evidence of(LabReport report) {
    return new Evidence(report, null, 0);
  }

  /** The grade of one of the report's states. */
  public Grade grade(StateFlow state) {
    return Grade.of(state, need, bptt);
  }
}
