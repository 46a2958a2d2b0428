package dev.carousel.cli.diagnose.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the data rewards and what networks use of it, as sections of a {@link Report}. */
@SuppressWarnings("ArrayRecordComponent") // carriers of numbers, never compared
public final class NeedSections {
  private NeedSections() {}

  /** What the data itself shows, which is the same for all networks. */
  public record Rewards(
      int rewardedContext,
      int longest,
      int places,
      int ahead,
      int @Nullable [] contexts,
      double @Nullable [] information,
      double threshold,
      double @Nullable [] suffixLosses,
      @Nullable List<Peak> peaks) {}

  /**
   * A lag at which the past tells something.
   *
   * @param other the second input; null for one alone
   */
  public record Peak(int lag, int context, int input, @Nullable Integer other, double explained) {}

  /** How much context a network needs; null where that was not measured. */
  public record Needed(
      int context,
      @Nullable Integer dataContext,
      @Nullable Integer networkContext,
      int lag,
      boolean measured,
      boolean met) {}

  /** How the loss falls with the context. */
  public record Contexts(
      int places,
      int @Nullable [] contexts,
      double @Nullable [] losses,
      double @Nullable [] errors,
      double @Nullable [] excess,
      double @Nullable [] excessErrors,
      int bestContext,
      int rewardedContext) {}
}
