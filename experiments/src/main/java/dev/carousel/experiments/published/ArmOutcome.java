package dev.carousel.experiments.published;

import dev.carousel.experiments.statistics.Aim;
import dev.carousel.experiments.statistics.Sample;
import dev.carousel.experiments.statistics.Summary;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of an arm over seeds. Immutable and thread-safe.
 *
 * @param arm which
 * @param figure of the criterion's metric
 * @param updates that were needed, over the seeds that learnt the task
 * @param solved the number of seeds that solved the task
 * @param failed the number of seeds that did not; seeds without a figure are neither
 * @param seeds all of them
 * @param seconds of training, of all seeds together
 */
public record ArmOutcome(
    Arm arm, Summary figure, Summary updates, int solved, int failed, int seeds, double seconds) {
  /** Sums up the outcomes of an arm, of which there is at least one. */
  static ArmOutcome of(Arm arm, Criterion criterion, List<SeedOutcome> own) {
    int solved = (int) own.stream().filter(one -> criterion.isMet(one.figure())).count();
    int unknown = (int) own.stream().filter(one -> Double.isNaN(one.figure())).count();
    return new ArmOutcome(
        arm,
        sample(arm, own, Ordering.Figure.METRIC).summary(criterion.aim()),
        sample(arm, own, Ordering.Figure.UPDATES).summary(Aim.SMALLER),
        solved,
        own.size() - unknown - solved,
        own.size(),
        own.stream().mapToDouble(SeedOutcome::seconds).sum());
  }

  /** A figure by seed. */
  static Sample sample(Arm arm, List<SeedOutcome> own, Ordering.Figure which) {
    Map<Long, Double> figures =
        own.stream()
            .collect(
                Collectors.toMap(
                    SeedOutcome::seed,
                    one -> which == Ordering.Figure.METRIC ? one.figure() : one.updates()));
    return Sample.of(arm.name(), figures);
  }

  /** Whether it is as published. */
  public boolean isAsClaimed() {
    return arm.claim().holds(solved, failed, seeds);
  }

  /** Such as {@code lstm 4 of 5 (published: all)}. */
  String words() {
    String count = arm.name() + " " + solved + " of " + seeds;
    return arm.claim() == Claim.OPEN ? count : count + " (published: " + arm.claim().word() + ")";
  }
}
