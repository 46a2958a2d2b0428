package dev.carousel.cli.text;

import dev.carousel.error.ShellWord;
import java.util.List;
import java.util.stream.Collectors;

/** A command line as one text that a POSIX shell reads back as the same words. */
public final class CommandWords {
  private CommandWords() {}

  /** The command {@code carousel} with these arguments. */
  public static String carousel(List<String> arguments) {
    return arguments.stream()
        .map(ShellWord::of)
        .collect(Collectors.joining(" ", arguments.isEmpty() ? "carousel" : "carousel ", ""));
  }
}
