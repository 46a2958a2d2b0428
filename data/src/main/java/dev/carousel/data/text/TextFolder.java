package dev.carousel.data.text;

import dev.carousel.data.internal.reading.RunTraces;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * The texts of a folder and its sub-folders, in the order of their relative paths.
 *
 * <p>Hidden files and folders (the name starts with a dot) are skipped. Binary files (with a NUL
 * byte) and the run folders of 'carousel train' are skipped with a warning. A link to a file is
 * read like the file. A link to a folder is followed, unless the folder has been read already or
 * contains the link itself. Every folder is thus read once, without loops. A link that is not
 * followed or is broken is reported with a warning. The folder itself may be a link.
 */
final class TextFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TextFolder.class);

  private final Path folder;
  private final Logger log;
  private final List<Path> files = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private final Set<Path> walked = new HashSet<>();
  private final Deque<Path> links = new ArrayDeque<>();

  private TextFolder(Path folder, Logger log) {
    this.folder = folder;
    this.log = log;
  }

  /** The text files of a folder, at least one; binary ones only where bytes are read. */
  static List<Path> texts(Path folder, Tokens tokens) throws IOException {
    TextFolder found = new TextFolder(folder, LOG);
    found.walkAll();
    found.files.sort(Comparator.comparing(path -> portableName(folder.relativize(path))));
    return found.texts(tokens == Tokens.BYTES);
  }

  /** Every folder whose files are read, also where a link leads to it, without links on the way. */
  static Set<Path> folders(Path folder) throws IOException {
    TextFolder found = new TextFolder(folder, NOPLogger.NOP_LOGGER);
    found.walkAll();
    for (Path run : found.runs) {
      found.walked.remove(run.toRealPath());
    }
    return found.walked;
  }

  private void walkAll() throws IOException {
    walk(folder);
    while (!links.isEmpty()) {
      follow(links.remove());
    }
  }

  private List<Path> texts(boolean isBinaryRead) throws IOException {
    List<Path> texts = new ArrayList<>();
    for (Path file : files) {
      if (!isBinaryRead && isBinary(file)) {
        LOG.warn("Skipped {}: a binary file.", file);
      } else {
        texts.add(file);
      }
    }
    if (texts.isEmpty()) {
      throw CarouselException.failure("The folder contains no text.")
          .expected("text files in UTF-8, in the folder or below it")
          .found(
              !runs.isEmpty()
                  ? "the folder of a run: " + runs.get(0)
                  : files.isEmpty() ? "no files" : files.size() + " files, all of them binary")
          .where(folder)
          .build();
    }
    return texts;
  }

  /** Folders proper before links to them, so that what is read twice is read under its own name. */
  private void walk(Path directory) throws IOException {
    if (!walked.add(directory.toRealPath())) {
      return;
    }
    if (RunTraces.areIn(directory)) {
      runs.add(directory);
      log.warn("Skipped {}: the folder of a run of 'carousel train', not a text.", directory);
      return;
    }
    for (Path entry : entries(directory)) {
      if (Files.isDirectory(entry)) {
        if (Files.isSymbolicLink(entry)) {
          links.add(entry);
        } else {
          walk(entry);
        }
      } else if (Files.isRegularFile(entry)) {
        files.add(entry);
      } else if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
        log.warn("Skipped {}: a link that is broken or circular.", entry);
      }
    }
  }

  private void follow(Path link) throws IOException {
    Path target = link.toRealPath();
    if (folder.toRealPath().startsWith(target)
        || Objects.requireNonNull(link.getParent()).toRealPath().startsWith(target)) {
      log.warn("Skipped {}: a link to a folder that contains the link.", link);
    } else if (walked.contains(target)) {
      log.warn("Skipped {}: a link to {}, which has been read already.", link, target);
    } else {
      walk(link);
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(entry -> !String.valueOf(entry.getFileName()).startsWith("."))
          .sorted(Comparator.comparing(entry -> String.valueOf(entry.getFileName())))
          .toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The same on every system, so that the order is. */
  static String portableName(@Nullable Path relative) {
    return String.valueOf(relative).replace('\\', '/');
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
