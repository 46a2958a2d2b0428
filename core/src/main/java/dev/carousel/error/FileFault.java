package dev.carousel.error;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says in plain words what Java reports about a file: its exceptions name classes instead. */
final class FileFault {
  private FileFault() {}

  /** Words for an exception about files; anything else as it is. */
  static Object words(Object found) {
    if (found instanceof UncheckedIOException || found instanceof DirectoryIteratorException) {
      return words(Objects.requireNonNull(((Exception) found).getCause()));
    }
    return found instanceof IOException fault ? words(fault) : found;
  }

  private static String words(IOException fault) {
    if (fault instanceof FileSystemException file) {
      return words(file);
    }
    if (fault instanceof CharacterCodingException) {
      return "bytes that are not text in UTF-8";
    }
    if (fault instanceof EOFException) {
      return "a file that ends too early";
    }
    String said = said(fault.getMessage());
    if (fault.getClass().equals(IOException.class)) {
      return said.isEmpty() ? "an error of input or output" : said;
    }
    return kind(fault) + (said.isEmpty() ? "" : ": " + said);
  }

  private static String words(FileSystemException fault) {
    String file = said(fault.getFile());
    if (fault instanceof NoSuchFileException) {
      return "no file or folder " + file;
    }
    if (fault instanceof AccessDeniedException) {
      return "no permission for " + file;
    }
    if (fault instanceof FileAlreadyExistsException) {
      return file + " exists already";
    }
    if (fault instanceof NotDirectoryException) {
      return file + " is not a folder";
    }
    if (fault instanceof DirectoryNotEmptyException) {
      return file + " is not empty";
    }
    if (fault instanceof FileSystemLoopException) {
      return file + " is a link that leads back to a folder above it";
    }
    String reason = said(fault.getReason());
    return reason.isEmpty() ? kind(fault) + ": " + file : file + ": " + lower(reason);
  }

  private static String said(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The words in the name of the exception's class: "closed channel" of ClosedChannelException. */
  private static String kind(IOException fault) {
    String name = fault.getClass().getSimpleName().replaceFirst("Exception$", "");
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String lower(String reason) {
    return reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1);
  }
}
