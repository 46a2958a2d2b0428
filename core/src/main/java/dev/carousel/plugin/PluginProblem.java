package dev.carousel.plugin;

import dev.carousel.error.Printable;
import org.jspecify.annotations.Nullable;

/**
 * Why a plugin, or a whole jar, was left out.
 *
 * @param jar the file name of the jar; {@code class path folder} for classes that are not in a jar
 * @param kind what it would have been; null if the whole jar is meant
 * @param id its id; null where it is not known
 * @param message what is wrong, in which jar, and what to do about it: one line
 * @param cause what was thrown; null if nothing was
 */
public record PluginProblem(
    String jar,
    @Nullable PluginKind<?> kind,
    @Nullable String id,
    String message,
    @Nullable Throwable cause) {

  /** The maximum length of a message, because text from a jar may be long. */
  private static final int LONGEST = 1000;

  /** Shortens the message and escapes control characters, because parts of it come from a jar. */
  public PluginProblem {
    message = Printable.of(message, LONGEST);
  }

  /** Whether it is about a plugin of this kind with this id. */
  public boolean concerns(PluginKind<?> otherKind, String otherId) {
    return otherKind.equals(kind) && otherId.equals(id);
  }

  /** The message. */
  @Override
  public String toString() {
    return message;
  }
}
