package dev.carousel.cli.diagnose.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was tried and what came of it, as sections of a {@link Report}. Means are over seeds. */
@SuppressWarnings("ArrayRecordComponent") // carriers of numbers, never compared
public final class TrialSections {
  private TrialSections() {}

  /**
   * The changes that were tried on a network.
   *
   * @param tried in a sentence; null if none was tried on this one
   */
  public record Changes(@Nullable List<Tried> cures, @Nullable String tried) {
    boolean isNothing() {
      return cures == null && tried == null;
    }
  }

  /**
   * A change that was tried.
   *
   * @param notFiniteBefore in how many trainings without it the loss was not finite
   * @param notFiniteAfter in how many with it
   * @param helped null if that cannot be said
   */
  public record Tried(
      @Nullable String finding,
      @Nullable List<String> findings,
      @Nullable String change,
      double validLossBefore,
      double validLossAfter,
      int seeds,
      double @Nullable [] validLossesBefore,
      double @Nullable [] validLossesAfter,
      int notFiniteBefore,
      int notFiniteAfter,
      double lossDifference,
      double @Nullable [] lossCi95,
      int degreesOfFreedom,
      double pValue,
      double pValueHolm,
      @Nullable List<Measure> measures,
      @Nullable Boolean helped,
      @Nullable String verdict,
      @Nullable String summary) {}

  /** A figure that a change promised to better. */
  public record Measure(
      @Nullable String name,
      @Nullable String unit,
      double before,
      double after,
      double difference,
      double @Nullable [] ci95,
      double ratio,
      double @Nullable [] ratioCi95,
      double pValue,
      @Nullable Boolean improved,
      @Nullable String outcome) {}

  /** Ways to clip that were compared; the best is null if none can be told. */
  public record Clippers(
      long updates,
      @Nullable String pilot,
      @Nullable Advice norm,
      @Nullable Advice elements,
      int seeds,
      @Nullable String reference,
      @Nullable List<ClipperTrial> trials,
      @Nullable String best,
      @Nullable String summary) {}

  /** A way to clip; the reference itself has nothing to be compared with. */
  public record ClipperTrial(
      @Nullable String clipper,
      double trainLoss,
      double validLoss,
      double clippedShare,
      double cosine,
      double largest,
      long skipped,
      long nonFinite,
      @Nullable String stopped,
      int stops,
      double lossDifference,
      double @Nullable [] lossCi95,
      double pValue,
      @Nullable String verdict,
      @Nullable String judgement) {}

  /** A threshold for clipping, and why that one. */
  public record Advice(double threshold, @Nullable String reason) {}
}
