package dev.carousel.error;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one exception of Carousel's public API: an error that the caller can correct.
 *
 * <p>Its message reads, line by line: a summary, {@code expected}, {@code found}, {@code where} and
 * {@code try}; lines without content are left out. Build it with {@link #usage(String)} (the
 * request itself is wrong; the command line exits with 2) or {@link #failure(String)} (the request
 * is well formed but cannot be carried out; exit code 1).
 */
public final class CarouselException extends RuntimeException {
  /**
   * The maximum length of one part of a message. Parts often come from files: they are shortened to
   * this length, and their control characters are escaped; see {@link Printable}.
   */
  static final int LONGEST_PART = 700;

  private static final String WHERE = "  where:    ";
  private static final String TRY = "  try:      ";

  private static final long serialVersionUID = 1L;

  /** The kind of error, which determines the exit code of the command line. */
  public enum Kind {
    /** The request is wrong: an unknown word, a value out of range, or contradictory options. */
    USAGE,
    /** The request is well formed, but data, files, plugins or numbers prevent it. */
    FAILURE
  }

  private final Kind kind;

  private CarouselException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** The kind of error. */
  public Kind kind() {
    return kind;
  }

  /**
   * The same error with the place where it arises, if it does not name that itself.
   *
   * @param where the file and line
   */
  public CarouselException at(Object where) {
    String message = String.valueOf(getMessage());
    if (message.contains("\n" + WHERE)) {
      return this;
    }
    int end = message.indexOf("\n" + TRY);
    String before = end < 0 ? message : message.substring(0, end);
    String place = "\n" + WHERE + Builder.shown(where);
    return new CarouselException(kind, before + place + message.substring(before.length()), this);
  }

  /** Starts an error about the request itself. */
  public static Builder usage(String summary) {
    return new Builder(Kind.USAGE, summary);
  }

  /** Starts an error that occurs while the request is carried out. */
  public static Builder failure(String summary) {
    return new Builder(Kind.FAILURE, summary);
  }

  /** Collects the parts of the message; {@link #build()} creates the exception. */
  public static final class Builder {
    private final Kind kind;
    private final List<String> lines = new ArrayList<>();
    private @Nullable Throwable cause;

    private Builder(Kind kind, String summary) {
      this.kind = kind;
      lines.add(shown(summary));
    }

    /** What would have been right. */
    public Builder expected(Object expected) {
      lines.add("  expected: " + shown(expected));
      return this;
    }

    /** What was there instead. Of an exception about a file, its meaning in plain words. */
    public Builder found(Object found) {
      lines.add("  found:    " + shown(FileFault.words(found)));
      return this;
    }

    /** The file, line, option or equation. */
    public Builder where(Object where) {
      lines.add(WHERE + shown(where));
      return this;
    }

    /** How to correct it. */
    public Builder mend(String mend) {
      lines.add(TRY + shown(mend));
      return this;
    }

    /** The exception that caused this one; null for none. */
    public Builder cause(@Nullable Throwable cause) {
      this.cause = cause;
      return this;
    }

    /** The finished exception. */
    public CarouselException build() {
      return new CarouselException(kind, String.join("\n", lines), cause);
    }

    private static String shown(Object part) {
      return Printable.of(String.valueOf(part), LONGEST_PART);
    }
  }
}
