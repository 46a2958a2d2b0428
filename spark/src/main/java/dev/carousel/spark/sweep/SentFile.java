package dev.carousel.spark.sweep;

import dev.carousel.data.FileSum;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A file of data that is sent along. A machine that has another file of this name is refused.
 *
 * @param name as the settings of a trial have it
 * @param sha256 of its bytes
 * @param bytes of the file
 */
record SentFile(String name, String sha256, byte[] bytes) implements Serializable {
  /** Reads a file of this machine. */
  static SentFile of(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new SentFile(file.toString(), sha256(bytes), bytes);
    } catch (IOException e) {
      throw CarouselException.failure("The data cannot be read.")
          .found(e)
          .where(file)
          .cause(e)
          .build();
    }
  }

  private static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(FileSum.newDigest().digest(bytes));
  }

  /**
   * Puts it where a trial of this machine looks for it, unless it is there already. Tasks of one
   * machine may do this at the same time: each moves a whole file there.
   *
   * @throws CarouselException if another file is there, or none can be written
   */
  void place() {
    Path file = Path.of(name);
    try {
      if (Files.exists(file)) {
        requireSame(file);
      } else {
        write(file);
      }
    } catch (IOException e) {
      throw CarouselException.failure("The data cannot be written on a machine of the cluster.")
          .found(e)
          .where(file.toAbsolutePath())
          .cause(e)
          .build();
    }
  }

  private void requireSame(Path file) throws IOException {
    String found = sha256(Files.readAllBytes(file));
    if (!found.equals(sha256)) {
      throw CarouselException.failure("A machine of the cluster has other data of this name.")
          .expected("SHA-256 " + sha256)
          .found("SHA-256 " + found)
          .where(file.toAbsolutePath())
          .mend("remove that file: the data are sent along; or give them another name")
          .build();
    }
  }

  private void write(Path file) throws IOException {
    if (file.isAbsolute() || file.normalize().startsWith("..")) {
      throw CarouselException.failure("The data are not on a machine of the cluster.")
          .expected("a file there, or a name within the current folder, for which it is sent along")
          .found(name)
          .mend("start the sweep in a folder that holds the data, or put them on a common disk")
          .build();
    }
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    AtomicFiles.write(file, out -> out.write(bytes));
  }
}
