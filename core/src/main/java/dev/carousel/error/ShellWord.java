package dev.carousel.error;

import java.io.File;
import java.util.regex.Pattern;

/** Quotes the words of suggested commands, so that they can be copied into a shell. */
public final class ShellWord {
  private static final Pattern PLAIN =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}@%+=:,./_" + Pattern.quote(File.separator) + "-]+");

  private ShellWord() {}

  /** The word as a shell reads it: quoted if it holds spaces or anything that shells interpret. */
  public static String of(Object word) {
    String text = word.toString();
    return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}
