package dev.carousel.flow.internal;

import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;

/** What is measured of a part. */
public final class Measured {
  private Measured() {}

  /**
   * The chunks that measurements read. Of several long sequences the longest come first, so that a
   * lag is measured wherever a sequence is long enough for it.
   *
   * @param rows the most rows of a chunk
   * @param steps the most steps of a chunk of a long sequence
   */
  public static Epoch epoch(Part part, int rows, int steps, long seed) {
    SequenceList sequences = part.sequences();
    return sequences.size() == 0
        ? part.epoch(rows, steps, seed, 0)
        : sequences.longestFirst(rows, steps);
  }
}
