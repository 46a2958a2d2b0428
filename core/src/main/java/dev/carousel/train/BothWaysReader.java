package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.SequenceList;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkPass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Reads long sequences with a bidirectional network, in segments, each with a margin before and
 * after it that is read but not scored. A sequence that is no longer than a segment is read as a
 * whole. Nothing of one sequence is read with another.
 */
final class BothWaysReader {
  /** Of whole segments; of shorter ones there may be more. */
  private static final int ROWS = 4;

  private static final int MOST_ROWS = 32;
  private static final int SEGMENT = 1024;
  private static final int MARGIN = 512;

  private BothWaysReader() {}

  /**
   * What is read at once of a sequence.
   *
   * @param from the first step
   * @param to the step after the last
   * @param begin the first step that is scored
   * @param end the step after the last that is scored
   */
  private record Segment(int sequence, int from, int to, int begin, int end) {
    int steps() {
      return to - from;
    }
  }

  /** Scores a network on all sequences. */
  static void read(BoundNetwork network, SequenceList sequences, Scoring scoring) {
    for (List<Segment> rows : batches(sequences)) {
      Chunk chunk =
          sequences.stretches(
              rows.stream().mapToInt(Segment::sequence).toArray(),
              rows.stream().mapToInt(Segment::from).toArray(),
              rows.stream().mapToInt(Segment::steps).toArray());
      NetworkPass pass = network.infer(chunk, Carry.zero());
      for (int i = 0; i < rows.size(); i++) {
        add(pass, chunk, i, rows.get(i), scoring);
      }
      pass.release();
    }
  }

  /** Adds the predictions of a segment that count. */
  private static void add(
      NetworkPass pass, Chunk chunk, int row, Segment segment, Scoring scoring) {
    int rows = chunk.rows();
    int[] counted =
        IntStream.range(segment.begin() - segment.from(), segment.end() - segment.from())
            .map(step -> step * rows + row)
            .filter(chunk::counts)
            .toArray();
    int[] from = new int[counted.length];
    Arrays.fill(from, segment.sequence());
    scoring.add(
        pass.predictions(counted),
        from,
        IntStream.of(counted).map(place -> segment.from() + place / rows).toArray());
  }

  /** The segments of all sequences, those of similar length together if there are several. */
  private static List<List<Segment>> batches(SequenceList sequences) {
    List<Segment> all = new ArrayList<>();
    IntStream.range(0, sequences.size()).forEach(i -> addSegments(sequences, i, all));
    if (sequences.size() > 1) {
      all.sort(Comparator.comparingInt(segment -> -segment.steps()));
    }
    List<List<Segment>> batches = new ArrayList<>();
    int first = 0;
    while (first < all.size()) {
      int end = Math.min(all.size(), first + rows(all.get(first).steps(), sequences.size()));
      batches.add(all.subList(first, end));
      first = end;
    }
    return batches;
  }

  /** As many rows as take no more memory than some whole segments. */
  private static int rows(int steps, int sequences) {
    int fitting = ROWS * (SEGMENT + 2 * MARGIN) / steps;
    return sequences == 1 ? ROWS : Math.max(ROWS, Math.min(MOST_ROWS, fitting));
  }

  private static void addSegments(SequenceList sequences, int sequence, List<Segment> segments) {
    int length = sequences.length(sequence);
    for (long begin = 0; begin < length; begin += SEGMENT) {
      int from = (int) Math.max(-sequences.before(sequence), begin - MARGIN);
      int to = (int) Math.min(length, begin + SEGMENT + MARGIN);
      int end = (int) Math.min(length, begin + SEGMENT);
      segments.add(new Segment(sequence, from, to, (int) begin, end));
    }
  }

  /** The sizes of the chunks in which they are read. */
  static Set<ChunkSize> sizes(SequenceList sequences) {
    Set<ChunkSize> sizes = new LinkedHashSet<>();
    for (List<Segment> rows : batches(sequences)) {
      int longest = rows.stream().mapToInt(Segment::steps).max().orElseThrow();
      sizes.add(new ChunkSize(longest, rows.size()));
    }
    return sizes;
  }
}
