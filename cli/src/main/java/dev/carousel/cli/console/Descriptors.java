package dev.carousel.cli.console;

import java.io.FileDescriptor;
import java.lang.reflect.Constructor;
import org.slf4j.LoggerFactory;

/**
 * The descriptor of standard error.
 *
 * <p>The JVM warns on descriptor 2 that the vector module is incubating, and no flag or program can
 * prevent that. So the launcher passes the real standard error to Carousel under another number, in
 * the property {@code carousel.stderr}, and keeps descriptor 2 for the JVM's messages. Java opens a
 * descriptor by its number only through a private constructor, for which the launcher opens the
 * package. Opening {@code /dev/fd/9} instead would truncate a file that standard output writes to
 * as well, and fails for sockets.
 */
final class Descriptors {
  private static final String PROPERTY = "carousel.stderr";

  private Descriptors() {}

  /** The descriptor that the launcher names; descriptor 2 without a launcher. */
  static FileDescriptor standardError() {
    Integer number = Integer.getInteger(PROPERTY);
    if (number == null) {
      return FileDescriptor.err;
    }
    try {
      Constructor<FileDescriptor> ofNumber = FileDescriptor.class.getDeclaredConstructor(int.class);
      ofNumber.setAccessible(true);
      return ofNumber.newInstance(number);
    } catch (ReflectiveOperationException | RuntimeException closed) {
      LoggerFactory.getLogger(Descriptors.class)
          .warn("Standard error is descriptor 2, as {} cannot be opened: {}", number, closed);
      return FileDescriptor.err;
    }
  }
}
