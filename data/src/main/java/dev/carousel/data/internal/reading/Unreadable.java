package dev.carousel.data.internal.reading;

import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/** Errors about files that are missing or cannot be read. */
public final class Unreadable {
  private Unreadable() {}

  /** Refuses a path at which there is nothing, or no file and no folder. */
  public static void requireExists(String what, Path path) {
    if (!Files.exists(path)) {
      throw CarouselException.failure("There is no such " + what + ".")
          .where(path)
          .mend("check the path; relative ones start at " + Path.of("").toAbsolutePath())
          .build();
    }
    InputFiles.requireNoDevice(path);
  }

  /** Refuses a path at which there is no file. */
  public static void requireFile(String what, Path path) {
    requireExists(what, path);
    InputFiles.requireNoFolder(what, path);
  }

  /** The error that says why reading failed, and for which file below {@code where} if known. */
  public static CarouselException because(Object where, IOException cause) {
    String file = cause instanceof FileSystemException e ? e.getFile() : null;
    CarouselException.Builder error =
        CarouselException.failure("The data cannot be read.")
            .where(file == null ? where : file)
            .cause(cause);
    if (cause instanceof ZipException || cause instanceof EOFException) {
      return error
          .found("a file whose compression is damaged or cut off, or that is not compressed")
          .mend(
              "check it with gzip -t; the name of a file that is not compressed must not end in"
                  + " .gz")
          .build();
    }
    return cause instanceof AccessDeniedException
        ? error.found("no permission").mend("give yourself permission to read it").build()
        : error.found(cause).build();
  }
}
