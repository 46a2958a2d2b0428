package dev.carousel.flow.steps;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The effect of truncated back-propagation through time on a gradient.
 *
 * @param steps of the sequences on which the full gradient was taken
 * @param chunks in order of length
 */
public record Truncation(int steps, List<ChunkLength> chunks) {
  /** Below this the truncated gradient points elsewhere. */
  public static final double LEAST_COSINE = 0.9;

  /**
   * The gradient with errors that flow back a limited number of steps, compared with the full one.
   *
   * @param steps the length of a chunk
   * @param cosine of the angle between the two, over all parameters
   * @param ratio the norm of the truncated one over that of the full one
   */
  public record ChunkLength(int steps, double cosine, double ratio) {}

  /**
   * The shortest sufficient chunk, from which on the cosine is at least {@link #LEAST_COSINE};
   * empty if there is none.
   */
  public OptionalInt shortest() {
    return shortestWithCosine(LEAST_COSINE);
  }

  /**
   * The measurement nearest to chunks of this length: the longest that is no longer, or the
   * shortest if all are longer. Empty if such a chunk cuts nothing of what was measured.
   */
  public Optional<ChunkLength> nearest(int bptt) {
    if (bptt >= steps || chunks.isEmpty()) {
      return Optional.empty();
    }
    ChunkLength nearest = chunks.get(0);
    for (ChunkLength chunk : chunks) {
      nearest = chunk.steps() <= bptt ? chunk : nearest;
    }
    return Optional.of(nearest);
  }

  /**
   * The shortest chunk from which on the cosine stays at least this high; empty if there is none.
   */
  public OptionalInt shortestWithCosine(double least) {
    OptionalInt shortest = OptionalInt.empty();
    for (int i = chunks.size() - 1; i >= 0 && chunks.get(i).cosine() >= least; i--) {
      shortest = OptionalInt.of(chunks.get(i).steps());
    }
    return shortest;
  }
}
