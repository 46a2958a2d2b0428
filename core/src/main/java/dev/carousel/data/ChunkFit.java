package dev.carousel.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The chunks that a part can fill, if it is too short for the requested ones. A stream of N steps
 * has at most N / bptt rows of bptt steps, so a short stream is read in fewer rows. Errors still
 * flow back as far as requested. Many sequences fill at most one row each.
 *
 * @param batch the requested rows
 * @param bptt the requested steps
 * @param rows B, the rows of a chunk
 * @param steps T, the steps of a chunk of a stream; as requested if the part is not a stream
 * @param length the steps of the stream, or the number of sequences
 * @param isStream whether the part is one long stream
 */
public record ChunkFit(int batch, int bptt, int rows, int steps, long length, boolean isStream) {
  /** The chunks of a part for a request. */
  public static ChunkFit of(Part part, int batch, int bptt) {
    if (part.sequence().isPresent()) {
      int length = part.sequence().get().length();
      StreamLayout layout = StreamLayout.of(length, batch, bptt);
      return new ChunkFit(batch, bptt, layout.rows(), layout.steps(), length, true);
    }
    int sequences = part.epoch(1, bptt, 0, 0).size();
    return new ChunkFit(batch, bptt, Math.min(batch, sequences), bptt, sequences, false);
  }

  /**
   * The difference from the request, with the reason: {@code batch 3 instead of 32: 217 steps hold
   * 3 rows of 64}; null if there is none.
   */
  public @Nullable String note() {
    if (rows == batch && steps == bptt) {
      return null;
    }
    if (!isStream) {
      return format(
          "batch %d instead of %d: there %s %,d sequence%s",
          rows, batch, length == 1 ? "is" : "are", length, length == 1 ? "" : "s");
    }
    if (steps < bptt) {
      String found =
          format(
              "there %s only %,d step%s",
              length == 1 ? "is" : "are", length, length == 1 ? "" : "s");
      return batch == 1
          ? format("bptt %d instead of %d: %s", steps, bptt, found)
          : format("batch 1 and bptt %d instead of %d and %d: %s", steps, batch, bptt, found);
    }
    return format(
        "batch %d instead of %d: %,d steps hold %d row%s of %d",
        rows, batch, length, rows, rows == 1 ? "" : "s", steps);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
