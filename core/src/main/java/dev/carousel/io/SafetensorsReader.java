package dev.carousel.io;

import dev.carousel.error.CarouselException;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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

  static Safetensors.Contents read(Path file) {
    if (Files.isDirectory(file)) {
      throw CarouselException.failure("This is a folder, not a safetensors file.")
          .where(file)
          .build();
    }
    try (FileChannel channel = FileChannel.open(file)) {
      return new SafetensorsReader(file, channel).read();
    } catch (NoSuchFileException e) {
      throw CarouselException.failure("There is no such file.").where(file).cause(e).build();
    } catch (IOException e) {
      throw CarouselException.failure("The file cannot be read.")
          .found(e)
          .where(file)
          .cause(e)
          .build();
    }
  }

  private Safetensors.Contents read() throws IOException {
    int headerBytes = headerBytes();
    long dataStart = Long.BYTES + (long) headerBytes;
    SafetensorsHeader header =
        SafetensorsHeader.parse(file.toString(), header(headerBytes), size - dataStart);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    for (TensorEntry entry : header.entries()) {
      tensors.put(entry.name(), tensor(entry, dataStart, buffer));
    }
    return new Safetensors.Contents(new NamedTensors(tensors), header.metadata());
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

  private String header(int bytes) throws IOException {
    ByteBuffer json = ByteBuffer.allocate(bytes);
    readFully(json, Long.BYTES);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(json.flip()).toString();
    } catch (CharacterCodingException e) {
      throw CarouselException.failure("The header of the file is damaged.")
          .expected("JSON in UTF-8")
          .found("bytes that are not UTF-8")
          .where(file)
          .cause(e)
          .build();
    }
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
