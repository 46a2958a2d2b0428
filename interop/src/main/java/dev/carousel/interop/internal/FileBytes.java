package dev.carousel.interop.internal;

import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.function.Function;

/** The bytes of a file at any place. Used by one thread, and closed by it. */
public final class FileBytes implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final long size;

  private FileBytes(Path path, FileChannel channel, long size) {
    this.path = path;
    this.channel = channel;
    this.size = size;
  }

  /**
   * Opens a file.
   *
   * @throws CarouselException if it is missing, no file, or cannot be read
   */
  public static FileBytes open(Path path) {
    InputFiles.requireNoFolder("model file", path);
    InputFiles.requireNoDevice(path);
    try {
      FileChannel channel = FileChannel.open(path);
      return new FileBytes(path, channel, channel.size());
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  /**
   * Opens a file for a reader that keeps it open, and closes it if the reader fails.
   *
   * @throws CarouselException as {@link #open}, or as the reader throws it
   */
  public static <T> T open(Path path, Function<FileBytes, T> reader) {
    FileBytes file = open(path);
    try {
      return reader.apply(file);
    } catch (Throwable fault) {
      try {
        file.close();
      } catch (IOException second) {
        fault.addSuppressed(second);
      }
      throw fault;
    }
  }

  /** Where the file is. */
  public Path path() {
    return path;
  }

  /** The number of bytes. */
  public long size() {
    return size;
  }

  /** The bytes at a place, little-endian, ready to be read; the caller has checked the bounds. */
  public ByteBuffer at(long position, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    read(position, bytes);
    return bytes.flip();
  }

  /** Fills what remains of a buffer with the bytes at a place. */
  public void read(long position, ByteBuffer into) {
    try {
      for (long next = position; into.hasRemaining(); ) {
        int count = channel.read(into, next);
        if (count < 0) {
          throw CarouselException.failure("The file is truncated.")
              .expected("at least " + (next + into.remaining()) + " bytes")
              .found(next + " bytes")
              .where(path)
              .mend("use another copy of the file")
              .build();
        }
        next += count;
      }
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
