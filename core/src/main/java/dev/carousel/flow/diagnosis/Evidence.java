package dev.carousel.flow.diagnosis;

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
 */
public record Evidence(LabReport report, @Nullable ClipReport clipping, int bptt) {

  /** Of a network whose training was not seen. */
  public static Evidence of(LabReport report) {
    return new Evidence(report, null, 0);
  }
}
