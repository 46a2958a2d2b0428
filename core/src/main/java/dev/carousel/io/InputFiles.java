package dev.carousel.io;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are about to be read. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Refuses a device or a pipe, whose size nobody knows: {@code /dev/zero} never ends, and a pipe
   * may never begin. Whether there is something at the path is not asked.
   *
   * @throws CarouselException if there is something that is neither a file nor a folder
   */
  public static void requireNoDevice(Path path) {
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw CarouselException.failure("This is a device or a pipe, not a file.")
          .expected("a file, whose size is known before it is read")
          .where(path)
          .mend("save its contents to a file, and name that file")
          .build();
    }
  }

  /**
   * Refuses a folder where a file is meant.
   *
   * @param what was meant
   * @throws CarouselException if there is a folder at the path
   */
  public static void requireNoFolder(String what, Path path) {
    if (Files.isDirectory(path)) {
      throw CarouselException.failure("This is a folder, not a " + what + ".")
          .where(path)
          .mend("name a file in it")
          .build();
    }
  }

  /**
   * The bytes of a file, or the first {@code most} of them and one more if it is larger: a file may
   * grow while it is read.
   *
   * @throws IOException if it cannot be read
   */
  public static byte[] readAtMost(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    }
  }
}
