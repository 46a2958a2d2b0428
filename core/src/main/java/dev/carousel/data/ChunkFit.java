package dev.carousel.data;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What chunks a part can fill, where it is too short for those asked for. A stream of N steps holds
 * at most N / bptt rows of bptt steps, so a short one is read in fewer rows, and errors still
 * travel back as far as asked. Many sequences fill at most as many rows as there are sequences.
 *
 * @param batch the rows asked for
 * @param bptt the steps asked for
 * @param rows B, what a chunk has
 * @param steps T, what a chunk of a stream has; as asked for where the part is no stream
 * @param length the steps of the stream, or the number of sequences
 * @param isStream whether the part is one long stream
 */
public record ChunkFit(int batch, int bptt, int rows, int steps, long length, boolean isStream) {
  /** What of the request a part fills. */
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
   * What differs from the request, and why: {@code batch 3 instead of 32: 217 steps hold 3 rows of
   * 64}; null if nothing does.
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
