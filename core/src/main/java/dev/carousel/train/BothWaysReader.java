package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Sequence;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.Predictions;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Reads a long sequence with a bidirectional network, in segments, each with a margin before and
 * after it that is read but not scored. A sequence that is no longer than a segment is read as a
 * whole.
 */
final class BothWaysReader {
  private static final int ROWS = 4;
  private static final int SEGMENT = 1024;
  private static final int MARGIN = 512;

  private BothWaysReader() {}

  /** The scores of a network on a sequence. */
  static Scores read(BoundNetwork network, Sequence sequence, Function<Predictions, Scores> score) {
    Scores scores = Scores.none();
    int segments = segments(sequence);
    for (int first = 0; first < segments; first += ROWS) {
      int at = first;
      int rows = Math.min(ROWS, segments - first);
      int[] from = IntStream.range(0, rows).map(i -> from(sequence, at + i)).toArray();
      int[] to = IntStream.range(0, rows).map(i -> to(sequence, at + i)).toArray();
      int[] steps = IntStream.range(0, rows).map(i -> to[i] - from[i]).toArray();
      Chunk chunk = sequence.stretches(from, steps);
      NetworkPass pass = network.forward(chunk, Carry.zero());
      for (int i = 0; i < rows; i++) {
        int begin = (at + i) * SEGMENT - from[i];
        int end = Math.min(begin + SEGMENT, sequence.length() - from[i]);
        scores = scores.plus(score.apply(pass.predictions(i, begin, end)));
      }
      pass.release();
    }
    return scores;
  }

  private static int segments(Sequence sequence) {
    return (int) (((long) sequence.length() + SEGMENT - 1) / SEGMENT);
  }

  private static int from(Sequence sequence, int segment) {
    return Math.max(-sequence.before(), segment * SEGMENT - MARGIN);
  }

  private static int to(Sequence sequence, int segment) {
    return (int) Math.min(sequence.length(), (segment + 1L) * SEGMENT + MARGIN);
  }

  /** The number of steps of the longest chunk. */
  static int longest(Sequence sequence) {
    return Math.min(SEGMENT + 2 * MARGIN, sequence.length() + Math.min(MARGIN, sequence.before()));
  }

  /** The maximum number of rows of a chunk. */
  static int rows(Sequence sequence) {
    return Math.min(ROWS, segments(sequence));
  }
}
