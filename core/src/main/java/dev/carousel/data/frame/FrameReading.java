package dev.carousel.data.frame;

import java.util.List;
import java.util.Objects;

/**
 * What a {@link FrameSource} made of its input.
 *
 * @param frame the columns that were wanted, in the order in which they are in the input
 * @param columns the names of all columns of the input, those that were skipped included, in order
 * @param notes what was found out about the input rather than given, in words, for the log: {@code
 *     cells separated by ';'}. Each is a phrase without a full stop
 */
public record FrameReading(Frame frame, List<String> columns, List<String> notes) {
  /** Copies the lists. */
  public FrameReading {
    Objects.requireNonNull(frame);
    columns = List.copyOf(columns);
    notes = List.copyOf(notes);
  }

  /** The names of the columns that were not wanted, in order. */
  public List<String> skipped() {
    return columns.stream().filter(name -> frame.find(name).isEmpty()).toList();
  }
}
