package dev.carousel.flow.measured;

import dev.carousel.data.Chunk;
import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.error.CarouselException;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.internal.Measured;
import java.util.List;

/**
 * Adapts the measurement to the data. If sequences are too short for the lag, a long stream is cut
 * into fewer rows; if that is not enough, the lag is reduced.
 *
 * @param wanted the requested lag
 * @param settings the possible settings
 */
public record LagChoice(int wanted, FlowSettings settings) {
  private static final int SHORTEST_LAG = 2;

  /**
   * The settings for a part.
   *
   * @throws CarouselException if its sequences are too short for any lag
   */
  public static LagChoice of(Part part, int lag, long seed) {
    FlowSettings full = FlowSettings.ofLag(lag);
    int rows = full.rows();
    int longest = longest(part, rows, full, seed);
    for (int fewer = rows / 2; fewer >= 1 && longest < lag; fewer /= 2) {
      int reached = longest(part, fewer, full, seed);
      rows = reached > longest ? fewer : rows;
      longest = Math.max(longest, reached);
    }
    if (longest < SHORTEST_LAG) {
      throw CarouselException.failure("The data is too short to measure gradient flow on.")
          .expected("sequences of at least " + (SHORTEST_LAG + 1) + " steps in the part measured")
          .found(longest + 1)
          .mend("use longer data, or a larger validation share (--valid)")
          .build();
    }
    int measured = Math.min(lag, longest);
    return new LagChoice(lag, new FlowSettings(measured, rows, full.ends(), seed));
  }

  /** The longest lag within the sequences that would be measured. */
  private static int longest(Part part, int rows, FlowSettings full, long seed) {
    int steps = (int) Math.min(full.lag() + 1L, Integer.MAX_VALUE);
    Epoch epoch = Measured.epoch(part, rows, steps, seed);
    int longest = 0;
    for (int i = 0; i < Math.min(full.ends(), epoch.size()); i++) {
      Chunk chunk = epoch.chunk(i);
      for (int row = 0; row < chunk.rows(); row++) {
        longest = Math.max(longest, chunk.length(row));
      }
    }
    return longest - 1;
  }

  /** The longest context to search, in steps: a lag of L lies within the last L + 1 steps. */
  public int longestContext() {
    return (int) Math.min(wanted + 1L, Integer.MAX_VALUE);
  }

  /** What the reader should know; empty if the requested lag is measured. */
  public List<String> notes() {
    int lag = settings.lag();
    return lag < wanted
        ? List.of(
            "the longest lag is reduced from "
                + wanted
                + " to "
                + lag
                + ", because the measured sequences have "
                + (lag + 1)
                + " steps.")
        : List.of();
  }
}
