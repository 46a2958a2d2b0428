package dev.carousel.data;

import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The texts of a folder and its sub-folders, in the order of their relative paths. Hidden files
 * (any part of the path starts with a dot) and binary files (with a NUL byte) are passed over.
 */
final class TextFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TextFolder.class);

  private TextFolder() {}

  /** The text files of a folder, at least one. */
  static List<Path> texts(Path folder) throws IOException {
    List<Path> texts = new ArrayList<>();
    List<Path> files = files(folder);
    for (Path file : files) {
      if (isBinary(file)) {
        LOG.warn("Passed over {}: a binary file.", file);
      } else {
        texts.add(file);
      }
    }
    if (texts.isEmpty()) {
      throw CarouselException.failure("The folder holds no text.")
          .expected("text files in UTF-8, in the folder or below it")
          .found(files.isEmpty() ? "no files" : files.size() + " files, all of them binary")
          .where(folder)
          .build();
    }
    return texts;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(path -> !isHidden(folder.relativize(path)) && Files.isRegularFile(path))
          .sorted(Comparator.comparing(path -> portableName(folder.relativize(path))))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static boolean isHidden(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }

  /** The same on every system, so that the order is. */
  private static String portableName(Path relative) {
    return relative.toString().replace('\\', '/');
  }

  private static boolean isBinary(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        for (int i = 0; i < count; i++) {
          if (buffer[i] == 0) {
            return true;
          }
        }
      }
      return false;
    }
  }
}
