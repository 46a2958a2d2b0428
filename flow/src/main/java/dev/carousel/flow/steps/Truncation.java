package dev.carousel.flow.steps;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What truncated back-propagation through time makes of a gradient.
 *
 * @param steps of the sequences on which the full gradient was taken
 * @param chunks in rising length
 */
public record Truncation(int steps, List<ChunkLength> chunks) {
  /** Below this the truncated gradient points elsewhere. */
  public static final double LEAST_COSINE = 0.9;

  /**
   * The gradient if errors travel back through so many steps at most, against the full one.
   *
   * @param steps the length of a chunk
   * @param cosine of the angle between the two, over all parameters
   * @param ratio the norm of the truncated one over that of the full one
   */
  public record ChunkLength(int steps, double cosine, double ratio) {}

  /** The shortest chunk that will do: {@link #LEAST_COSINE} from there on; empty if none. */
  public OptionalInt shortest() {
    return shortestWithCosine(LEAST_COSINE);
  }

  /**
   * What chunks of so many steps come nearest to: the longest that was tried and is no longer, or
   * the shortest if all are; empty if so long a chunk cuts nothing of what was measured.
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

  /** The shortest of the chunks from which on the cosine stays at least so high; empty if none. */
  public OptionalInt shortestWithCosine(double least) {
    OptionalInt shortest = OptionalInt.empty();
    for (int i = chunks.size() - 1; i >= 0 && chunks.get(i).cosine() >= least; i--) {
      shortest = OptionalInt.of(chunks.get(i).steps());
    }
    return shortest;
  }
}
