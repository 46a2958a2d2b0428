package dev.carousel.train;

import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.Sequence;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The size of a chunk. The engine keeps working memory for each size that it has used.
 *
 * @param steps T
 * @param rows B
 */
record ChunkSize(int steps, int rows) {
  /** The sizes of an epoch's first two chunks and its last. */
  static Set<ChunkSize> of(Epoch epoch) {
    Set<ChunkSize> sizes = new LinkedHashSet<>();
    for (int i : List.of(0, 1, epoch.size() - 1)) {
      if (i >= 0 && i < epoch.size()) {
        sizes.add(new ChunkSize(epoch.steps(i), epoch.rows(i)));
      }
    }
    return sizes;
  }

  /** The sizes of the chunks in which a part is evaluated. */
  static Set<ChunkSize> ofEvaluation(Part part, boolean isBidirectional) {
    if (part.sequence().isEmpty()) {
      return of(Evaluation.epoch(part));
    }
    Sequence sequence = part.sequence().get();
    if (isBidirectional) {
      return Set.of(new ChunkSize(BothWaysReader.longest(sequence), BothWaysReader.rows(sequence)));
    }
    ReadingPlan plan = ReadingPlan.USUAL;
    int rows = plan.rows(sequence.length());
    Set<ChunkSize> sizes = new LinkedHashSet<>();
    int longest = (int) (((long) sequence.length() + rows - 1) / rows);
    add(sizes, longest, rows, plan);
    add(sizes, longest, 1, plan);
    add(sizes, Math.min(plan.context(), sequence.before()), 1, plan);
    return sizes;
  }

  /**
   * Adds the chunk sizes for rows of a given length: whole chunks, and the remainder in the last
   * one.
   */
  private static void add(Set<ChunkSize> sizes, int length, int rows, ReadingPlan plan) {
    for (int steps : List.of(Math.min(plan.steps(), length), length % plan.steps())) {
      if (steps > 0) {
        sizes.add(new ChunkSize(steps, rows));
      }
    }
  }
}
