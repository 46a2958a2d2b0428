package dev.carousel.cli.diagnose.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.carousel.cli.diagnose.report.TrialSections.Advice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen while a network trained, as sections of a {@link Report}. Figures of one section
 * stand in rows: one for each of its updates.
 */
@SuppressWarnings("ArrayRecordComponent") // carriers of numbers, never compared
public record WatchSections(
    @Nullable Clipping clipping,
    @Nullable List<UpdateRatio> updateRatios,
    @Nullable History history,
    @Nullable Losses losses) {

  boolean isNothing() {
    return clipping == null && updateRatios == null && history == null && losses == null;
  }

  /**
   * The books of clipping.
   *
   * @param before norms before any hook
   * @param after norms after all hooks
   * @param cosine of the angle between the two gradients
   * @param seen how many updates there were in all
   */
  public record Clipping(
      long @Nullable [] updates,
      double @Nullable [] before,
      double @Nullable [] after,
      double @Nullable [] cosine,
      @Nullable Long seen,
      @Nullable Long clipped,
      double clippedShare,
      @Nullable List<Share> dominant,
      @Nullable DominantSteps steps,
      @JsonProperty("isLearningRate") boolean isLearningRate,
      @Nullable String warning,
      @Nullable Advice advice) {}

  /** A parameter's share of the gradient's squared norm. */
  public record Share(@Nullable String parameter, double share) {}

  /** Which time step dominates, update by update, and the medians over updates. */
  public record DominantSteps(
      long @Nullable [] updates,
      int @Nullable [] step,
      int @Nullable [] of,
      double @Nullable [] share,
      double medianStep,
      double medianOf,
      double medianShare) {}

  /** By how much updates changed a parameter. */
  public record UpdateRatio(
      @Nullable String parameter, long @Nullable [] updates, double @Nullable [] ratios) {}

  /** Gradients by lag as training went. */
  public record History(
      long @Nullable [] updates, int @Nullable [] lags, @Nullable List<StateHistory> states) {}

  /**
   * One state's gradient.
   *
   * @param gradient by update and lag
   */
  public record StateHistory(
      @Nullable String layer, @Nullable String state, double @Nullable [] @Nullable [] gradient) {}

  /** Losses; NaN where a kind was not measured. */
  public record Losses(
      long @Nullable [] updates, double @Nullable [] train, double @Nullable [] valid) {}
}
