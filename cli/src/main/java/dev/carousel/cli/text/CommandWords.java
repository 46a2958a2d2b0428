package dev.carousel.cli.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line as one text that a POSIX shell reads back as the same words. */
public final class CommandWords {
  private static final Pattern PLAIN =
      Pattern.compile("[\\w@%+=:,./-]+", Pattern.UNICODE_CHARACTER_CLASS);

  private CommandWords() {}

  /** The command {@code carousel} with these arguments. */
  public static String carousel(List<String> arguments) {
    return arguments.stream()
        .map(CommandWords::quoted)
        .collect(Collectors.joining(" ", arguments.isEmpty() ? "carousel" : "carousel ", ""));
  }

  /** One word, in single quotes where a shell would not take it as it is. */
  public static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
