package dev.carousel.io;

import dev.carousel.error.CarouselException;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Writes a file as a whole or not at all, even if the process or the machine is killed.
 *
 * <p>The content goes to a hidden temporary file in the same folder and is forced to the disk. The
 * file then takes the target's name in one atomic step, and the folder is forced too. A reader sees
 * the old file or the new one. If anything fails, the old file is unchanged and the temporary file
 * is removed. A killed process may leave a file {@code .carousel-*.tmp}, which nothing reads and
 * {@link #removeUnfinished} removes. Its name has a fixed length, so the target's name may be as
 * long as the file system allows. An interrupt of the thread waits until the file is written.
 */
public final class AtomicFiles {
  private static final int BUFFER = 1 << 16;
  private static final String TEMPORARY = ".carousel-";
  private static final String UNFINISHED = ".tmp";

  /** Names of unfinished files; version 0.1.0 put the target's name in front of the random part. */
  private static final Pattern LEFT_BEHIND =
      Pattern.compile("\\.(carousel-|.+\\.)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");

  private static final boolean IS_WINDOWS = File.separatorChar == '\\';

  private AtomicFiles() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes all of it to {@code out}, which need not be flushed or closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Creates or replaces a file.
   *
   * @param target in a folder that exists; a symbolic link itself is replaced
   * @throws CarouselException if the folder is missing or cannot be written to, the target is a
   *     folder, or the disk is full
   */
  public static void write(Path target, Content content) {
    Path folder = folderOf(target);
    if (Files.isDirectory(target)) {
      throw CarouselException.failure("This is a folder, not a file to write.")
          .where(target)
          .build();
    }
    Path temporary = folder.resolve(TEMPORARY + UUID.randomUUID() + UNFINISHED);
    try {
      writeForced(temporary, content);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceFolder(folder);
    } catch (IOException e) {
      throw failed(target, folder, e);
    } finally {
      remove(temporary);
    }
  }

  /** Creates or replaces a file of UTF-8 text; as {@link #write}. */
  public static void writeString(Path target, String text) {
    write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Removes a file, if it exists, so that it stays removed even if the machine is killed.
   *
   * @throws IOException if it cannot be removed
   */
  public static void delete(Path file) throws IOException {
    if (Files.deleteIfExists(file)) {
      forceFolder(folderOf(file));
    }
  }

  /** Whether a file was being written when its process was killed. */
  public static boolean isUnfinished(Path file) {
    return LEFT_BEHIND.matcher(String.valueOf(file.getFileName())).matches();
  }

  /**
   * Removes the unfinished files of killed processes in a folder; only the sole writer of the
   * folder may call it.
   *
   * @throws CarouselException if the folder cannot be read, or a file in it cannot be removed
   */
  public static void removeUnfinished(Path folder) {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(folder, AtomicFiles::isUnfinished)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw CarouselException.failure("The unfinished files of a killed run cannot be removed.")
          .found(e)
          .where(folder)
          .mend("correct the permissions of the folder")
          .cause(e)
          .build();
    }
  }

  private static Path folderOf(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    return folder == null ? target.toAbsolutePath() : folder;
  }

  private static void writeForced(Path file, Content content) throws IOException {
    try (OutputStream raw = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      OutputStream out = new BufferedOutputStream(raw, BUFFER);
      content.writeTo(out);
      out.flush();
    }
    force(file, StandardOpenOption.WRITE);
  }

  /** Makes the new name durable. Systems that cannot open a folder (Windows) need no such step. */
  private static void forceFolder(Path folder) throws IOException {
    if (!IS_WINDOWS) {
      force(folder, StandardOpenOption.READ);
    }
  }

  /**
   * Forces a file or folder to the disk. An interrupt, for instance from a program that ends a run,
   * would close the channel during the last checkpoint, so it waits.
   */
  private static void force(Path path, OpenOption option) throws IOException {
    boolean isInterrupted = false;
    try {
      while (true) {
        isInterrupted |= Thread.interrupted();
        try (FileChannel channel = FileChannel.open(path, option)) {
          channel.force(true);
          return;
        } catch (ClosedByInterruptException again) {
          isInterrupted = true;
        }
      }
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Why no file of this name can be created, whatever the permissions; empty if the file system
   * accepts the name.
   */
  public static Optional<String> nameFault(Path target) {
    Optional<String> above = fileAbove(target).map(file -> file + " is a file, not a folder");
    if (above.isPresent()) {
      return above; // newer JDKs only say that there is no such file
    }
    try {
      Files.readAttributes(target, BasicFileAttributes.class);
      return Optional.empty();
    } catch (NoSuchFileException | AccessDeniedException notTheName) {
      return Optional.empty();
    } catch (FileSystemException e) {
      return Optional.of(String.valueOf(e.getReason()).toLowerCase(Locale.ROOT));
    } catch (IOException unknown) {
      return Optional.empty();
    }
  }

  /** The file that stands where a folder would have to be for this path to be in it. */
  static Optional<Path> fileAbove(Path target) {
    return Optional.ofNullable(target.toAbsolutePath().getParent()).flatMap(AtomicFiles::fileAt);
  }

  /** The file that stands where this folder would have to be, or a folder above it. */
  public static Optional<Path> fileAt(Path folder) {
    Path nearest = folder;
    while (nearest != null && !Files.exists(nearest)) {
      nearest = nearest.getParent();
    }
    return Optional.ofNullable(nearest).filter(found -> !Files.isDirectory(found));
  }

  /** Does nothing once the file has been renamed. */
  private static void remove(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException ignored) {
      // The failure that led here is the one to report.
    }
  }

  private static CarouselException failed(Path target, Path folder, IOException cause) {
    CarouselException.Builder error =
        CarouselException.failure("The file could not be written; an existing file is unchanged.")
            .where(target)
            .cause(cause);
    String reason = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (!Files.isDirectory(folder)) {
      String found = fileAt(folder).map(file -> file + " is a file").orElse("no folder " + folder);
      return error.found(found).mend("create the folder, or name another").build();
    }
    if (reason.contains("no space left") || reason.contains("quota")) {
      return error.found("the disk is full").mend("free some space, or write elsewhere").build();
    }
    if (cause instanceof AccessDeniedException || cause instanceof NoSuchFileException) {
      return error
          .found("no permission to write into " + folder)
          .mend("give yourself permission to write there, or write elsewhere")
          .build();
    }
    return error.found(cause).build();
  }
}
