package dev.carousel.train;

import dev.carousel.error.CarouselException;
import dev.carousel.train.Checkpoint.Counters;
import dev.carousel.train.Checkpoint.ValidationPoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a run that has ended succeeded. It has failed if
 *
 * <ol>
 *   <li>its parameters are not finite;
 *   <li>none of its validations had a finite loss, though there is a validation set;
 *   <li>more than half of its updates were not finite, without those that a roll-back undid;
 *   <li>no update since its last validation was made, because none was finite.
 * </ol>
 *
 * <p>The last three use only what checkpoints hold, so that a resumed run ends like the
 * uninterrupted run.
 *
 * @param counters at the end of the run
 * @param validations all of them, in order
 * @param first the first update that was not finite in this session
 */
record RunHealth(Counters counters, List<ValidationPoint> validations, OptionalLong first) {
  private static final String CURES =
      "take smaller steps (lr of --optimizer), use clipping (--hook clip-norm:max=1), or look "
          + "for huge values in the data; 'carousel diagnose' with the same options shows where it"
          + " explodes";

  /** The failure of a run whose parameters are not finite; thrown as soon as it is known. */
  CarouselException ofParameters(String blemish) {
    return CarouselException.failure("The network is no longer finite, so the run has failed.")
        .expected("finite parameters")
        .found(blemish + "; " + tally())
        .where("after " + counters.updates() + " updates")
        .mend(CURES)
        .build();
  }

  /** Why a run with finite parameters has failed nevertheless; empty if it has not. */
  Optional<CarouselException> failure() {
    long nonFinite = counters.recovery().nonFinite();
    long lost = nonFinite - counters.recovery().rollBacks();
    if (!validations.isEmpty() && validations.stream().allMatch(RunHealth::isInfinite)) {
      return Optional.of(
          failure(
              "The network's loss on the validation part was never finite.",
              "a finite loss in at least one validation",
              "none at " + validations.size() + "; " + tally()));
    }
    if (2 * lost > counters.updates()) {
      return Optional.of(
          failure(
              "Most updates were not finite, so the run has failed.",
              "at least half of the updates with a finite loss and gradient",
              tally()));
    }
    if (nonFinite > 0 && isIdle()) {
      return Optional.of(
          failure(
              "No update since the last validation was finite: the run makes no progress.",
              "a finite update in the last part of the run",
              tally()));
    }
    return Optional.empty();
  }

  private static boolean isInfinite(ValidationPoint point) {
    return point.isMeasured() && !point.isFinite();
  }

  /** Whether all updates before the last validation, or since, were skipped. */
  private boolean isIdle() {
    ValidationPoint last = validations.isEmpty() ? null : validations.get(validations.size() - 1);
    return last != null && last.update() == counters.updates()
        ? Double.isNaN(last.trainLoss())
        : counters.lossCount() == 0;
  }

  private CarouselException failure(String summary, String expected, String found) {
    return CarouselException.failure(summary)
        .expected(expected)
        .found(found)
        .where("after " + counters.updates() + " updates")
        .mend(CURES)
        .build();
  }

  private String tally() {
    long nonFinite = counters.recovery().nonFinite();
    String text = nonFinite + " of " + counters.updates() + " updates were not finite";
    return first.isPresent() ? text + "; the first was update " + first.getAsLong() : text;
  }
}
