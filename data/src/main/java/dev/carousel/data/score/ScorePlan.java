package dev.carousel.data.score;

import dev.carousel.error.CarouselException;
import org.jspecify.annotations.Nullable;

/**
 * What to score beside the usual. Immutable and thread-safe.
 *
 * @param season the rows of a season, at least 1, for the seasonal baseline and MASE; null for no
 *     such baseline, and MASE against the value of one row before
 * @param backtest from how many origins at the end of each group to forecast, at least 1; null for
 *     no backtest
 */
public record ScorePlan(@Nullable Integer season, @Nullable Integer backtest) {
  /** Neither a season nor a backtest. */
  public static final ScorePlan USUAL = new ScorePlan(null, null);

  /**
   * Checks the numbers.
   *
   * @throws CarouselException if one is less than 1
   */
  public ScorePlan {
    require("The season is out of range.", "at least 1 row", "--season", season);
    require("The number of origins is out of range.", "at least 1", "--backtest", backtest);
  }

  private static void require(
      String summary, String expected, String option, @Nullable Integer value) {
    if (value != null && value < 1) {
      throw CarouselException.usage(summary)
          .expected(expected)
          .found(value)
          .where(option + " " + value)
          .build();
    }
  }

  /** The same, with a season of so many rows. */
  public ScorePlan withSeason(int rows) {
    return new ScorePlan(rows, backtest);
  }

  /** The same, with a backtest from so many origins. */
  public ScorePlan withBacktest(int origins) {
    return new ScorePlan(season, origins);
  }
}
