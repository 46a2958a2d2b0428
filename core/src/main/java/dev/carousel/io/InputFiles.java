package dev.carousel.io;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks of files before they are read. */
public final class InputFiles {
  private InputFiles() {}

  /**
   * Refuses a device or a pipe, whose size is unknown: {@code /dev/zero} never ends, and a pipe may
   * never begin. It does not check whether the path exists.
   *
   * @throws CarouselException if the path is neither a file nor a folder
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
   * Refuses a folder where a file is expected.
   *
   * @param what was expected
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
   * The bytes of a file, or its first {@code most} + 1 bytes if it is larger; a file may grow while
   * it is read.
   *
   * @throws IOException if it cannot be read
   */
  public static byte[] readAtMost(Path file, int most) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(most + 1);
    }
  }
}
