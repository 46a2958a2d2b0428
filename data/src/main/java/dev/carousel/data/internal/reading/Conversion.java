package dev.carousel.data.internal.reading;

import dev.carousel.error.Printable;
import dev.carousel.error.ShellWord;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Commands that messages suggest for a file that has to be converted first, with its name as a
 * shell reads it.
 *
 * @param in the file; {@code IN} if it is not known
 * @param out where the converted file is to go, beside the file; {@code OUT} if it is not known
 */
public record Conversion(String in, String out) {
  /** Messages are cut at some length: of a longer name, a command would be broken. */
  private static final int LONGEST_NAME = 100;

  private static final Conversion UNKNOWN = new Conversion("IN", "OUT");

  /**
   * Of a file.
   *
   * @param file null for a stream
   */
  public static Conversion of(@Nullable Path file) {
    String name = String.valueOf(file);
    if (file == null || name.length() > LONGEST_NAME || !Printable.of(name).equals(name)) {
      return UNKNOWN;
    }
    String last = String.valueOf(file.getFileName());
    int dot = last.lastIndexOf('.');
    String converted =
        dot <= 0 ? last + ".utf8" : last.substring(0, dot) + ".utf8" + last.substring(dot);
    return new Conversion(word(file), word(file.resolveSibling(converted)));
  }

  /** A name that begins with a dash would be taken for an option. */
  private static String word(Path file) {
    String name = file.toString();
    return ShellWord.of(name.startsWith("-") ? "./" + name : name);
  }

  /** The command with the files: {@code command IN > OUT}. */
  public String by(String command) {
    return command + " " + in + " > " + out;
  }
}
