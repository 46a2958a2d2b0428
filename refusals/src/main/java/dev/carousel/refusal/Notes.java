package dev.carousel.refusal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** What was refused while tests ran: a file for each test class, a line for each refusal. */
final class Notes {
  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private Notes() {}

  /** Surefire names the module's folder; elsewhere it is the working directory. */
  private static Path folder() {
    return Path.of(System.getProperty("basedir", "")).resolve(Note.FOLDER);
  }

  private static Path file(String testClass) {
    return folder().resolve(testClass.replaceFirst("\\$.*", "") + Note.SUFFIX);
  }

  /** Writes one down, unless its test is one of {@link OnSomeMachines}. */
  static void add(String input, Refusal refusal) {
    Method test =
        running()
            .orElseThrow(() -> new AssertionError("Refusals are noted on the thread of a test."));
    if (test.isAnnotationPresent(OnSomeMachines.class)
        || test.getDeclaringClass().isAnnotationPresent(OnSomeMachines.class)) {
      return;
    }
    String testClass = test.getDeclaringClass().getName();
    Note note =
        new Note(
            testClass,
            test.getName(),
            refusal.kind().name(),
            SameEverywhere.text(input),
            SameEverywhere.text(refusal.message()));
    try {
      Files.createDirectories(folder());
      Files.writeString(
          file(testClass), note.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets what a test class noted in an earlier run. */
  static void forget(String testClass) {
    try {
      Files.deleteIfExists(file(testClass));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The test method that is running on this thread. */
  private static Optional<Method> running() {
    return STACK.walk(
        frames ->
            frames
                .flatMap(frame -> method(frame).stream())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .findFirst());
  }

  private static Optional<Method> method(StackFrame frame) {
    try {
      return Optional.of(
          frame
              .getDeclaringClass()
              .getDeclaredMethod(frame.getMethodName(), frame.getMethodType().parameterArray()));
    } catch (NoSuchMethodException constructor) {
      return Optional.empty();
    }
  }
}
