package dev.carousel.cli.config;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Puts the options of a configuration file into a command line. */
public final class CommandConfig {
  private CommandConfig() {}

  /**
   * The words of a command line, with the options of the file that {@code --config} names; the same
   * words if there is none.
   *
   * @param program with the command that is asked for
   * @param all makes the program with all commands, to say whose option it is
   * @throws dev.carousel.error.CarouselException if the file cannot be read, or an option in it is
   *     unknown or of another type
   */
  public static String[] expanded(CommandLine program, Supplier<CommandLine> all, String... words) {
    CommandLine command = words.length == 0 ? null : program.getSubcommands().get(words[0]);
    if (command == null) {
      return words;
    }
    return ConfigWords.expanded(
            List.of(words), command.getCommandSpec(), option -> having(all.get(), option))
        .toArray(new String[0]);
  }

  private static List<String> having(CommandLine program, String option) {
    return program.getSubcommands().entrySet().stream()
        .filter(entry -> entry.getValue().getCommandSpec().findOption(option) != null)
        .map(Map.Entry::getKey)
        .toList();
  }
}
