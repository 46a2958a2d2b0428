package dev.carousel.train;

import dev.carousel.data.SequenceList;
import dev.carousel.model.BoundNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * In which batches the sequences of a part are read to measure a network on them. Apart from
 * rounding, it affects only the speed, not the result.
 *
 * <p>A sequence is read alone, by a {@link SequenceReader} in several rows, if those are more than
 * the sequences that are at least half as long: if it would run on with few others beside it. All
 * others are read side by side, each in one row of a {@link SideBySideReader}, with those of
 * similar length.
 *
 * @param alone the sequences that are read alone
 * @param batches the others, in groups of nearly equal length
 */
record ReadingOrder(
    SequenceList sequences, ReadingPlan plan, List<Integer> alone, List<int[]> batches) {

  static ReadingOrder of(SequenceList sequences, ReadingPlan plan) {
    int[] byLength = sequences.byLength();
    List<Integer> alone = new ArrayList<>();
    List<Integer> together = new ArrayList<>();
    int similar = 0;
    for (int sequence : byLength) {
      int length = sequences.length(sequence);
      while (similar < byLength.length && sequences.length(byLength[similar]) >= length / 2) {
        similar++;
      }
      boolean isAlone = byLength.length == 1 || plan.rows(length) > similar;
      (isAlone ? alone : together).add(sequence);
    }
    together.sort(
        Comparator.comparingInt(sequence -> -SideBySideReader.steps(sequences, plan, sequence)));
    List<int[]> batches = new ArrayList<>();
    for (int from = 0; from < together.size(); from += plan.rows()) {
      List<Integer> batch = together.subList(from, Math.min(together.size(), from + plan.rows()));
      batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
    }
    return new ReadingOrder(sequences, plan, alone, batches);
  }

  /** Reads all sequences, each once. */
  void read(BoundNetwork network, Scoring scoring) {
    for (int sequence : alone) {
      SequenceReader.read(network, sequences, sequence, plan, scoring);
    }
    SideBySideReader reader = new SideBySideReader(network, sequences, plan);
    for (int[] batch : batches) {
      reader.read(batch, scoring);
    }
  }

  /** The sizes of the chunks in which they are read. */
  Set<ChunkSize> sizes() {
    Set<ChunkSize> sizes = new LinkedHashSet<>();
    for (int sequence : alone) {
      int length = sequences.length(sequence);
      int rows = plan.rows(length);
      int longest = (int) (((long) length + rows - 1) / rows);
      add(sizes, longest, rows);
      add(sizes, longest, 1);
      add(sizes, Math.min(plan.context(), sequences.before(sequence)), 1);
    }
    for (int[] batch : batches) {
      int longest =
          IntStream.of(batch)
              .map(sequence -> SideBySideReader.steps(sequences, plan, sequence))
              .max()
              .orElseThrow();
      add(sizes, longest, batch.length);
    }
    return sizes;
  }

  /**
   * Adds the chunk sizes for rows of a given length: whole chunks, and the remainder in the last
   * one.
   */
  private void add(Set<ChunkSize> sizes, int length, int rows) {
    for (int steps : List.of(Math.min(plan.steps(), length), length % plan.steps())) {
      if (steps > 0) {
        sizes.add(new ChunkSize(steps, rows));
      }
    }
  }
}
