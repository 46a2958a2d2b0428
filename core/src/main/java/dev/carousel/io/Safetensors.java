package dev.carousel.io;

import dev.carousel.tensor.NamedTensors;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tensors and strings in one file, in the safetensors format, which other frameworks read.
 *
 * <pre>
 * 8 bytes    n, the length of the header: unsigned, little-endian
 * n bytes    JSON in UTF-8, padded with spaces to a multiple of 8:
 *            {"__metadata__": {name: string}, tensor: {"dtype": "F32" or "F64",
 *             "shape": [..], "data_offsets": [begin, end]}, ..}
 * the rest   the numbers, little-endian, row-major, without gaps; offsets count from here
 * </pre>
 *
 * <p>The same content gives the same bytes: tensors are in the order of their {@link NamedTensors},
 * metadata in the order of its names. Files are written by {@link AtomicFiles}. A reader checks the
 * whole header against the size of the file before it allocates anything. The metadata {@code
 * carousel.sha256} of a written file is the SHA-256 checksum of all its bytes, with zeros in place
 * of its own digits. A reader checks it if it is present, and does not return it.
 *
 * <p>Format: Hugging Face, safetensors (2022). Of its data types, F32 and F64 are read into
 * tensors; a {@link Layout} tells where those of every {@link DType} are.
 */
public final class Safetensors {
  private Safetensors() {}

  /**
   * The content of a file.
   *
   * @param tensors in the order of the header
   * @param metadata sorted by name; empty if there is none
   */
  public record Contents(NamedTensors tensors, Map<String, String> metadata) {
    /** Sorts and copies the metadata. */
    public Contents {
      metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
  }

  /**
   * What is where in a file, so that it can be read piece by piece.
   *
   * @param tensors in the order of the header, with offsets in the file
   * @param metadata sorted by name; empty if there is none
   */
  public record Layout(List<TensorEntry> tensors, Map<String, String> metadata) {
    /** Sorts and copies the metadata. */
    public Layout {
      tensors = List.copyOf(tensors);
      metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }
  }

  /**
   * Creates or replaces a file, as a whole or not at all.
   *
   * @param metadata strings by name; may be empty
   * @throws dev.carousel.error.CarouselException if the file cannot be written
   */
  public static void write(Path file, NamedTensors tensors, Map<String, String> metadata) {
    SafetensorsWriter writer = new SafetensorsWriter(new Contents(tensors, metadata));
    AtomicFiles.write(file, writer::writeTo);
  }

  /**
   * Reads a file.
   *
   * @throws dev.carousel.error.CarouselException if it is missing, unreadable, truncated or
   *     damaged, or holds a tensor of another data type than F32 and F64
   */
  public static Contents read(Path file) {
    return SafetensorsReader.read(file, false);
  }

  /**
   * Checks a file as {@link #read} does, and says what is where in it. Elements may be of any
   * {@link DType}, and are not read.
   *
   * @throws dev.carousel.error.CarouselException if it is missing, unreadable, truncated or
   *     damaged, or holds a tensor of another type
   */
  public static Layout layout(Path file) {
    return SafetensorsReader.layout(file);
  }

  /**
   * Reads a file that Carousel wrote; like {@link #read}, but a file without a checksum is refused
   * too.
   */
  public static Contents readSealed(Path file) {
    return SafetensorsReader.read(file, true);
  }
}
