package dev.carousel.error;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.MalformedInputException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an error says of an exception about a file. */
class FileFaultTest {
  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(new NoSuchFileException("/a/b"), "no file or folder /a/b"),
        Arguments.of(new AccessDeniedException("/a/b"), "no permission for /a/b"),
        Arguments.of(new FileAlreadyExistsException("/a/b"), "/a/b exists already"),
        Arguments.of(new NotDirectoryException("/a/b"), "/a/b is not a folder"),
        Arguments.of(new DirectoryNotEmptyException("/a/b"), "/a/b is not empty"),
        Arguments.of(
            new FileSystemLoopException("/a/b"),
            "/a/b is a link that leads back to a folder above it"),
        Arguments.of(
            new FileSystemException("/a/b", null, "Not a directory"), "/a/b: not a directory"),
        Arguments.of(new FileSystemException("/a/b"), "file system: /a/b"),
        Arguments.of(new MalformedInputException(1), "bytes that are not text in UTF-8"),
        Arguments.of(new EOFException(), "a file that ends too early"),
        Arguments.of(new IOException("the disk is gone"), "the disk is gone"),
        Arguments.of(new IOException(), "an error of input or output"),
        Arguments.of(new ClosedChannelException(), "closed channel"),
        Arguments.of(new UnknownHostException("nowhere"), "unknown host: nowhere"),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("/a")), "no file or folder /a"),
        Arguments.of(
            new DirectoryIteratorException(new AccessDeniedException("/a")),
            "no permission for /a"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void noClassOfJavaIsNamed(Exception fault, String words) {
    String message = CarouselException.failure("No.").found(fault).build().getMessage();
    assertEquals("No.\n  found:    " + words, message);
  }

  @Test
  void otherExceptionsAreShownAsTheyAre() {
    Exception other = new IllegalStateException("odd");
    String message = CarouselException.failure("No.").found(other).build().getMessage();
    assertEquals("No.\n  found:    java.lang.IllegalStateException: odd", message);
  }
}
