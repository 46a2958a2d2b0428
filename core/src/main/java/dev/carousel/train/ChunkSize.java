package dev.carousel.train;

import dev.carousel.data.Epoch;
import dev.carousel.data.Part;
import dev.carousel.data.SequenceList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The size of a chunk. The engine keeps working memory for each size that it has used.
 *
 * @param steps T
 * @param rows B
 */
record ChunkSize(int steps, int rows) {
  /**
   * More sizes are not kept: those that the engine has not used for the longest time are dropped.
   */
  private static final int MOST_KEPT = 8;

  /**
   * The sizes of the chunks of an epoch that the engine keeps at once. In a part of several long
   * sequences these are the largest; otherwise an epoch's first two chunks and its last have all
   * sizes.
   */
  static Set<ChunkSize> of(Part part, Epoch epoch) {
    boolean isVaried = part.sequences().size() > 1;
    int[] which =
        isVaried
            ? IntStream.range(0, epoch.size()).toArray()
            : IntStream.of(0, 1, epoch.size() - 1)
                .filter(i -> i >= 0 && i < epoch.size())
                .toArray();
    Set<ChunkSize> sizes = new LinkedHashSet<>();
    for (int i : which) {
      sizes.add(new ChunkSize(epoch.steps(i), epoch.rows(i)));
    }
    return largest(sizes);
  }

  /** The sizes of the chunks in which a part is evaluated. */
  static Set<ChunkSize> ofEvaluation(Part part, boolean isBidirectional) {
    SequenceList sequences = part.sequences();
    if (sequences.size() == 0) {
      return of(part, Evaluation.epoch(part));
    }
    return largest(
        isBidirectional
            ? BothWaysReader.sizes(sequences)
            : ReadingOrder.of(sequences, ReadingPlan.USUAL).sizes());
  }

  private static Set<ChunkSize> largest(Set<ChunkSize> sizes) {
    if (sizes.size() <= MOST_KEPT) {
      return sizes;
    }
    return sizes.stream()
        .sorted(Comparator.comparingLong(size -> -(long) size.steps() * size.rows()))
        .limit(MOST_KEPT)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }
}
