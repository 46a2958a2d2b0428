package dev.carousel.data.frame;

import java.nio.file.Path;

/**
 * Reads tables of one format into frames. Immutable and thread-safe.
 *
 * <p>A source reads its input once, computes the {@linkplain Frame#identity checksum} of a file in
 * the same pass, and is safe against hostile input: its memory is bounded by what it is asked to
 * read, and all it throws is a {@link dev.carousel.error.CarouselException}.
 */
public interface FrameSource {
  /**
   * Reads the wanted columns.
   *
   * @param input a file, a folder or a stream
   * @param wanted the columns to read, and as what
   * @return the frame, and what was found out about the input
   * @throws dev.carousel.error.CarouselException if the input is missing or not of this format,
   *     lacks a column that must be there, has a cell of another type than wanted (the message
   *     names the column, the line or row, and the cell), or does not fit into memory
   */
  FrameReading read(SourceInput input, Wanted wanted);

  /** Reads the wanted columns of a file or folder; see {@link #read(SourceInput, Wanted)}. */
  default FrameReading read(Path path, Wanted wanted) {
    return read(SourceInput.of(path), wanted);
  }
}
