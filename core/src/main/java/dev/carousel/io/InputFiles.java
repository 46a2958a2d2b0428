package dev.carousel.io;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

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
   * The refusal of a file that cannot be opened or read.
   *
   * @param cause what the file system said
   */
  public static CarouselException unreadable(Path path, IOException cause) {
    boolean isBelow = AtomicFiles.fileAbove(path).isPresent();
    if (cause instanceof NoSuchFileException && !isBelow) {
      return CarouselException.failure("There is no such file.").where(path).cause(cause).build();
    }
    CarouselException.Builder error =
        CarouselException.failure(isBelow ? "There is no such file." : "The file cannot be read.")
            .found(fault(path, cause))
            .where(path)
            .cause(cause);
    if (isBelow) {
      error.mend("name that file, or another path");
    } else if (cause instanceof AccessDeniedException) {
      error.mend("give yourself permission to read it");
    }
    return error.build();
  }

  /** What is wrong with a file that cannot be opened or read, in a few words. */
  public static String fault(Path path, IOException cause) {
    Optional<Path> file = AtomicFiles.fileAbove(path);
    if (file.isPresent()) {
      return file.get() + " is a file, not a folder";
    }
    if (cause instanceof NoSuchFileException) {
      return "no such file";
    }
    return cause instanceof AccessDeniedException ? "no permission" : cause.toString();
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
