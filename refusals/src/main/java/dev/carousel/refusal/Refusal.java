package dev.carousel.refusal;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/**
 * A request that was refused, as its sender was told. Whatever is asserted here is noted too, for
 * the table of bad inputs.
 *
 * @param kind whose mistake it was
 * @param message all that was told
 * @param cause the exception that led to it; null for none
 */
public record Refusal(Kind kind, String message, @Nullable Throwable cause) {
  /** Known by its name: core, which has it, is tested with this class. */
  private static final String EXCEPTION = "dev.carousel.error.CarouselException";

  /** Whose mistake it was: decides the exit code of the command line. */
  public enum Kind {
    /** The request is wrong; exit code 2. */
    USAGE,
    /** The request cannot be carried out; exit code 1. */
    FAILURE
  }

  /**
   * Asserts that something is refused.
   *
   * @param action what must throw a {@code CarouselException}
   * @param parts what its message must say
   */
  public static Refusal of(Executable action, String... parts) {
    return of("", action, parts);
  }

  /**
   * The same, where one line can tell what the input was; it goes into the table.
   *
   * @param input as its sender wrote it; empty where the test's name must do
   */
  public static Refusal of(String input, Executable action, String... parts) {
    RuntimeException error = assertThrows(RuntimeException.class, action);
    if (!error.getClass().getName().equals(EXCEPTION)) {
      throw new AssertionError("expected a CarouselException, found " + error, error);
    }
    Refusal refusal =
        new Refusal(kind(error), String.valueOf(error.getMessage()), error.getCause());
    return refusal.says(parts).noted(input);
  }

  private static Kind kind(RuntimeException error) {
    try {
      return Kind.valueOf(String.valueOf(error.getClass().getMethod("kind").invoke(error)));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("CarouselException tells its kind no longer", e);
    }
  }

  /** Fails unless the message says all of this. */
  public Refusal says(String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "expected <" + part + "> in: " + message);
    }
    return this;
  }

  /** Notes it for the table: for tests that see a message and no exception. */
  public Refusal noted(String input) {
    Notes.add(input, this);
    return this;
  }
}
