package dev.carousel.interop;

import dev.carousel.error.CarouselException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An open file of another framework: tensors by name, and strings. Used by one thread, and closed
 * by it.
 */
public final class ForeignFile implements AutoCloseable {
  private final Path path;
  private final String format;
  private final Map<String, ForeignTensor> tensors = new LinkedHashMap<>();
  private final Map<String, String> attributes;
  private final Closeable source;

  /**
   * A file that a reader has checked.
   *
   * @param path of the file
   * @param format in words: {@code PyTorch .pt}
   * @param tensors in the order of the file, each of its own name
   * @param attributes strings by name; may be empty
   * @param source closed with this
   */
  public ForeignFile(
      Path path,
      String format,
      List<? extends ForeignTensor> tensors,
      Map<String, String> attributes,
      Closeable source) {
    this.path = path;
    this.format = format;
    for (ForeignTensor tensor : tensors) {
      if (this.tensors.put(tensor.name(), tensor) != null) {
        throw CarouselException.failure("The file has two tensors of the same name.")
            .found("'" + tensor.name() + "' twice")
            .where(path)
            .mend("save the state dict alone: torch.save(model.state_dict(), 'model.pt')")
            .build();
      }
    }
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    this.source = source;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Its format, in words. */
  public String format() {
    return format;
  }

  /** The tensors by name, in the order of the file; unmodifiable. */
  public Map<String, ForeignTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** Strings of the file by name; unmodifiable. */
  public Map<String, String> attributes() {
    return attributes;
  }

  @Override
  public void close() {
    try {
      source.close();
    } catch (IOException ignored) {
      // It was only read.
    }
  }
}
