package dev.carousel.cli.reproduce;

import dev.carousel.cli.train.Folders;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where trials are trained: a folder that was asked for, or one that is removed at the end.
 *
 * @param path of the folder
 * @param isKept whether it was asked for
 */
record Workplace(Path path, boolean isKept) implements AutoCloseable {
  /**
   * A folder for trials.
   *
   * @param wanted null for one that is removed
   * @throws CarouselException if it is a file, or no folder can be made
   */
  static Workplace of(@Nullable Path wanted) {
    if (wanted != null && Files.exists(wanted) && !Files.isDirectory(wanted)) {
      throw CarouselException.usage("The folder for the trials is a file.")
          .expected("a folder, which may be there already")
          .where(wanted)
          .mend("choose another --out")
          .build();
    }
    try {
      return wanted == null
          ? new Workplace(Files.createTempDirectory("carousel-reproduce"), false)
          : new Workplace(Files.createDirectories(wanted), true);
    } catch (IOException e) {
      throw CarouselException.failure("The folder for the trials cannot be made.")
          .found(e)
          .where(wanted == null ? Path.of(System.getProperty("java.io.tmpdir", ".")) : wanted)
          .mend("choose a folder that can be written: --out DIR")
          .cause(e)
          .build();
    }
  }

  @Override
  public void close() {
    if (!isKept) {
      Folders.remove(path);
    }
  }
}
