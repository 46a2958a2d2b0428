package dev.carousel.cli.completion;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The script for fish: a line for each command and for each of its options. */
final class FishScript {
  private final List<String> lines = new ArrayList<>();
  private final String program;

  private FishScript(String program) {
    this.program = program;
  }

  /** The script for a program with commands, each without commands of its own. */
  static String of(CommandLine program) {
    FishScript script = new FishScript(program.getCommandName());
    script.lines.add("# Completes command lines of " + script.program + " in fish.");
    String first = "__fish_use_subcommand";
    script.options(program, first);
    program
        .getSubcommands()
        .forEach(
            (name, command) -> {
              String words = text(command.getCommandSpec().usageMessage().description());
              script.line(first, "-f -a " + name, words);
              script.command(name, command);
            });
    return String.join("\n", script.lines) + "\n";
  }

  private void command(String name, CommandLine command) {
    String when = "__fish_seen_subcommand_from " + name;
    for (PositionalParamSpec word : command.getCommandSpec().positionalParameters()) {
      if (word.completionCandidates() != null) {
        line(when, "-f" + candidates(word), text(word.description()));
      }
    }
    options(command, when);
  }

  private void options(CommandLine command, String when) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        StringBuilder words = new StringBuilder();
        for (String name : option.names()) {
          String bare = name.replaceFirst("^--?", "");
          words.append(name.startsWith("--") ? "-l " : "-s ").append(bare).append(' ');
        }
        line(when, (words + value(option)).strip(), text(option.description()));
      }
    }
  }

  /** What an option takes: nothing, one of several words, a file, or a word that is not known. */
  private static String value(OptionSpec option) {
    if (option.arity().min() == 0) {
      return "";
    }
    if (option.completionCandidates() != null) {
      return "-x" + candidates(option);
    }
    Class<?>[] types = option.typeInfo().getAuxiliaryTypes();
    Class<?> type = types.length == 0 ? option.type() : types[0];
    return type.isPrimitive() || Number.class.isAssignableFrom(type) ? "-x" : "-r";
  }

  private static String candidates(ArgSpec argument) {
    return " -a " + quoted(String.join(" ", argument.completionCandidates()));
  }

  private void line(String when, String words, @Nullable String description) {
    String told = description == null ? "" : " -d " + quoted(description);
    lines.add("complete -c " + program + " -n " + quoted(when) + " " + words + told);
  }

  /** The first line of a description. */
  private static @Nullable String text(String... description) {
    return description.length == 0 ? null : description[0].replace("%n", " ").replace("%%", "%");
  }

  private static String quoted(String words) {
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
