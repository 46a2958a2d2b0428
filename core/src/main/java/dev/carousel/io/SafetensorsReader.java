package dev.carousel.io;

import dev.carousel.error.CarouselException;
import dev.carousel.io.internal.Seal;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the format; see {@link Safetensors}. */
final class SafetensorsReader {
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final long size;

  private SafetensorsReader(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    this.size = channel.size();
  }

  /** What to do with an open file. */
  @FunctionalInterface
  private interface Reading<T> {
    T of(SafetensorsReader reader) throws IOException;
  }

  /**
   * Reads a file.
   *
   * @param isSealRequired whether a file without a checksum is refused
   */
  static Safetensors.Contents read(Path file, boolean isSealRequired) {
    return open(file, reader -> reader.read(isSealRequired));
  }

  /** Reads what is where. */
  static Safetensors.Layout layout(Path file) {
    return open(file, SafetensorsReader::layout);
  }

  private static <T> T open(Path file, Reading<T> reading) {
    InputFiles.requireNoFolder("safetensors file", file);
    InputFiles.requireNoDevice(file);
    try (FileChannel channel = FileChannel.open(file)) {
      return reading.of(new SafetensorsReader(file, channel));
    } catch (IOException e) {
      throw InputFiles.unreadable(file, e);
    }
  }

  private byte[] headerJson() throws IOException {
    byte[] bytes = new byte[headerBytes()];
    readFully(ByteBuffer.wrap(bytes), Long.BYTES);
    return bytes;
  }

  private Safetensors.Layout layout() throws IOException {
    byte[] bytes = headerJson();
    long dataStart = Long.BYTES + (long) bytes.length;
    SafetensorsHeader header =
        SafetensorsHeader.parse(file.toString(), bytes, size - dataStart, DType.ALL);
    Map<String, String> metadata = new TreeMap<>(header.metadata());
    String seal = metadata.remove(Seal.KEY);
    if (seal != null) {
      checkSeal(seal, bytes);
    }
    List<TensorEntry> tensors =
        header.entries().stream().map(entry -> entry.from(dataStart)).toList();
    return new Safetensors.Layout(tensors, metadata);
  }

  private Safetensors.Contents read(boolean isSealRequired) throws IOException {
    byte[] bytes = headerJson();
    long dataStart = Long.BYTES + (long) bytes.length;
    SafetensorsHeader header =
        SafetensorsHeader.parse(file.toString(), bytes, size - dataStart, DType.OWN);
    Map<String, String> metadata = new TreeMap<>(header.metadata());
    String seal = metadata.remove(Seal.KEY);
    if (seal != null || isSealRequired) {
      checkSeal(seal, bytes);
    }
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (TensorEntry entry : header.entries()) {
      tensors.put(entry.name(), tensor(entry, dataStart, buffer));
    }
    return new Safetensors.Contents(new NamedTensors(tensors), metadata);
  }

  private int headerBytes() throws IOException {
    requireSize(Long.BYTES);
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(length, 0);
    long bytes = length.getLong(0);
    if (bytes < 0 || bytes > SafetensorsHeader.LONGEST) {
      throw CarouselException.failure("This is not a safetensors file.")
          .expected("a header of at most " + SafetensorsHeader.LONGEST + " bytes")
          .found("a length of " + Long.toUnsignedString(bytes))
          .where(file)
          .mend("name a file that 'carousel train' wrote")
          .build();
    }
    requireSize(Long.BYTES + bytes);
    return (int) bytes;
  }

  private void requireSize(long bytes) {
    if (size < bytes) {
      throw truncated(bytes, size);
    }
  }

  private CarouselException truncated(long expected, long found) {
    return CarouselException.failure("The file is truncated.")
        .expected("at least " + expected + " bytes")
        .found(found + " bytes")
        .where(file)
        .mend("use another copy of the file")
        .build();
  }

  /** Checks the checksum of the whole file before its content is used. */
  private void checkSeal(@Nullable String seal, byte[] header) throws IOException {
    DigestOutputStream sum = Seal.sum();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    readFully(buffer.limit(Long.BYTES), 0);
    sum.write(buffer.array(), 0, Long.BYTES);
    int position = Seal.positionIn(header);
    if (seal != null && position >= 0) {
      Seal.put(header, position, Seal.BLANK);
    }
    sum.write(header);
    for (long next = Long.BYTES + (long) header.length; next < size; next += buffer.limit()) {
      buffer.clear().limit((int) Math.min(BUFFER, size - next));
      readFully(buffer, next);
      sum.write(buffer.array(), 0, buffer.limit());
    }
    String found = Seal.digits(sum);
    if (!found.equals(seal)) {
      throw altered(seal, found);
    }
  }

  private CarouselException altered(@Nullable String seal, String found) {
    return CarouselException.failure(
            seal == null
                ? "The file is damaged, or Carousel did not write it."
                : "The file is damaged: its content does not match its checksum.")
        .expected(seal == null ? "a checksum in its metadata" : "the checksum " + seal)
        .found(seal == null ? "no " + Seal.KEY : found)
        .where(file)
        .mend(
            "use another copy of the file; if it was changed on purpose, put the checksum found"
                + " into its metadata "
                + Seal.KEY)
        .build();
  }

  private Tensor tensor(TensorEntry entry, long dataStart, ByteBuffer buffer) throws IOException {
    Tensor tensor = entry.dtype().precision().zeros(entry.shape());
    int bytes = entry.dtype().bytes();
    int most = buffer.capacity() / bytes;
    for (int start = 0, count; start < tensor.size(); start += count) {
      count = Math.min(most, tensor.size() - start);
      buffer.clear().limit(count * bytes);
      readFully(buffer, dataStart + entry.begin() + (long) start * bytes);
      DType.put(tensor, start, count, buffer.flip());
    }
    return tensor;
  }

  private void readFully(ByteBuffer buffer, long position) throws IOException {
    long next = position;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, next);
      if (count < 0) {
        throw truncated(position + buffer.limit(), next);
      }
      next += count;
    }
  }
}
