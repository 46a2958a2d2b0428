package dev.carousel.error;

import java.net.URL;
import java.nio.file.Path;
import java.security.CodeSource;
import org.jspecify.annotations.Nullable;

/**
 * Errors of foreign code: of a plugin, or of objects that a program passes in. The message names
 * the code with its class and jar, and says what to do. This holds for exceptions, for errors of a
 * build for another version ({@link NoSuchMethodError}), and for endless recursion. Out-of-memory
 * errors and other errors of the virtual machine are passed on.
 */
public final class ForeignFault {
  private ForeignFault() {}

  /**
   * The exception to throw instead. A {@link CarouselException} is returned unchanged. After an
   * {@link InterruptedException}, the thread is interrupted again.
   *
   * @param summary a sentence: {@code The hook clip-norm failed.}
   * @param code the object that threw; null if its class is already named or does not help
   * @param where it was called: an update, a layer
   * @param fault what it threw
   * @return the exception to throw
   * @throws OutOfMemoryError if that was thrown, or another error of the virtual machine
   */
  public static CarouselException of(
      String summary, @Nullable Object code, Object where, Throwable fault) {
    if (fault instanceof CarouselException clearAlready) {
      return clearAlready;
    }
    Throwable own = unwrapped(fault);
    if (own instanceof VirtualMachineError machine && !(own instanceof StackOverflowError)) {
      throw machine;
    }
    if (own instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    String place = String.valueOf(where);
    return CarouselException.failure(summary)
        .found(own.toString()) // with its class, for the author of the code
        .where(code == null ? place : place + "; " + origin(code.getClass()))
        .mend(cure(own))
        .cause(fault)
        .build();
  }

  /** What was thrown while a class was initialised, without Java's wrapping. */
  private static Throwable unwrapped(Throwable fault) {
    Throwable cause = fault.getCause();
    return fault instanceof ExceptionInInitializerError && cause != null ? unwrapped(cause) : fault;
  }

  /** What to do about an error of foreign code. */
  public static String cure(Throwable fault) {
    if (fault instanceof LinkageError) {
      return "get a build for this version of Carousel, with its dependencies: it was built for "
          + "another version, or a class is missing";
    }
    if (fault instanceof StackOverflowError) {
      return "correct its endless recursion; if it is only deeply nested: java -Xss4m";
    }
    return "correct its code, or report the fault to its author";
  }

  /** A class and, if it has one, its jar: {@code org.example.MyHook in my-hook.jar}. */
  public static String origin(Class<?> code) {
    CodeSource source = code.getProtectionDomain().getCodeSource();
    URL location = source == null ? null : source.getLocation();
    String path = location == null ? "" : location.getPath();
    return path.endsWith(".jar")
        ? code.getName() + " in " + Path.of(path).getFileName()
        : code.getName();
  }
}
