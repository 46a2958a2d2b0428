package dev.carousel.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The chunks that a part can fill, if it is too short for the requested ones. A stream of N steps
 * has at most N / bptt rows of bptt steps, so a short stream is read in fewer rows. Errors still
 * flow back as far as requested. Several long sequences are cut into rows only if there are fewer
 * than requested, or if one is much longer than the others; the rows stand in batches of similar
 * length and nearly equal size. Many independent sequences fill at most one row each.
 *
 * @param batch the requested rows
 * @param bptt the requested steps
 * @param rows B, the most rows of a chunk
 * @param steps T, the most steps of a chunk of a stream; as requested if nothing is cut
 * @param length the steps of the streams, or the number of independent sequences
 * @param streams the number of long sequences; 0 for independent ones
 * @param allRows the rows of all batches together
 * @param padding the share of the places in all chunks at which nothing stands, 0 to 1, for several
 *     streams; otherwise 0
 */
public record ChunkFit(
    int batch,
    int bptt,
    int rows,
    int steps,
    long length,
    int streams,
    int allRows,
    double padding) {
  /** More padding than this is reported. */
  private static final double MUCH_PADDING = 0.1;

  /** The chunks of a part for a request. */
  public static ChunkFit of(Part part, int batch, int bptt) {
    SequenceList streams = part.sequences();
    if (streams.size() == 1) {
      StreamLayout layout = StreamLayout.of(streams.length(0), batch, bptt);
      int rows = layout.rows();
      return new ChunkFit(batch, bptt, rows, layout.steps(), streams.length(0), 1, rows, 0);
    }
    if (streams.size() > 1) {
      SequenceBatches cut = streams.batches(batch, bptt);
      return new ChunkFit(
          batch,
          bptt,
          cut.mostRows(),
          Math.min(bptt, cut.longest()),
          streams.steps(),
          streams.size(),
          cut.rows(),
          cut.padding());
    }
    int sequences = part.epoch(1, bptt, 0, 0).size();
    int rows = Math.min(batch, sequences);
    return new ChunkFit(batch, bptt, rows, bptt, sequences, 0, sequences, 0);
  }

  /** Whether long sequences are cut into chunks; independent sequences are read whole. */
  public boolean isCut() {
    return streams > 0;
  }

  /**
   * The difference from the request, with the reason: {@code batch 3 instead of 32: 217 steps hold
   * 3 rows of 64}; null if there is none.
   */
  public @Nullable String note() {
    if (streams > 1) {
      return noteOfStreams();
    }
    if (rows == batch && steps == bptt) {
      return null;
    }
    if (streams == 0) {
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

  private @Nullable String noteOfStreams() {
    List<String> notes = new ArrayList<>();
    if (rows < batch) {
      String made =
          allRows == streams
              ? format("there are %,d sequences", streams)
              : format("%,d sequences are cut into %,d rows", streams, allRows);
      String shared = rows < allRows ? format(", in batches of at most %d", rows) : "";
      notes.add(format("batch %d instead of %d: %s%s", rows, batch, made, shared));
    }
    if (steps < bptt) {
      notes.add(
          format(
              "bptt %d instead of %d: the longest sequence has %d step%s",
              steps, bptt, steps, steps == 1 ? "" : "s"));
    }
    if (padding >= MUCH_PADDING) {
      notes.add(
          format(
              "%.0f %% of each chunk is padding on average, because sequences of different lengths"
                  + " stand side by side",
              100 * padding));
    }
    return notes.isEmpty() ? null : String.join("; ", notes);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
