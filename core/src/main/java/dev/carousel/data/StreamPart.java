package dev.carousel.data;

import java.util.OptionalInt;

/**
 * A part of long sequences, with a prediction at every step: a text, a series, or the groups of a
 * table that is not cut into windows.
 *
 * @param sequences at least one
 * @param unknownClass see {@link Part#unknownClass}
 */
public record StreamPart(SequenceList sequences, OptionalInt unknownClass) implements Part {
  /** Refuses a part of nothing. */
  public StreamPart {
    if (sequences.size() == 0) {
      throw new IllegalArgumentException("no sequences; Part.empty() is a part without data");
    }
  }

  /** A part without a class for unknown symbols. */
  public StreamPart(SequenceList sequences) {
    this(sequences, OptionalInt.empty());
  }

  @Override
  public long symbols() {
    return sequences.steps();
  }

  @Override
  public Epoch epoch(int batch, int steps, long seed, int epoch) {
    return sequences.epoch(batch, steps, seed, epoch);
  }
}
