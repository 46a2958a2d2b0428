package dev.carousel.cli;

import dev.carousel.cli.console.Console;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The program as picocli's generator of manual pages reads it: options under the headings of the
 * help and with their defaults, all words as AsciiDoc takes them literally. Safe for use by several
 * threads.
 */
public final class Manual {
  private Manual() {}

  /** The program with all of its commands; it describes them and runs none. */
  public static CommandSpec program() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    Console console = Console.of(nowhere, nowhere);
    return described(Main.program(console, new Faults(console)).getCommandSpec());
  }

  /** A command's page, with those of its own commands. */
  static CommandSpec described(CommandSpec command) {
    CommandSpec page = CommandSpec.create().name(command.name()).version(command.version()[0]);
    UsageMessageSpec usual = command.usageMessage();
    page.usageMessage(usual);
    page.usageMessage()
        .header(usual.description()[0].replaceFirst("[.:]$", ""))
        .customSynopsis(starred(usual.customSynopsis()))
        .description(literal(usual.description()))
        .footerHeading(usual.footerHeading().replace("%n", "").replace(":", ""));
    command.positionalParameters().forEach(word -> page.addPositional(literal(word)));
    OptionSections.of(command).forEach((heading, options) -> add(page, heading, options));
    command
        .subcommands()
        .forEach((name, line) -> page.addSubcommand(name, described(line.getCommandSpec())));
    new CommandLine(page);
    return page;
  }

  /** Bold as AsciiDoc marks it. */
  private static String[] starred(String... lines) {
    return Arrays.stream(lines)
        .map(line -> line.replace("@|bold ", "*").replace("|@", "*"))
        .toArray(String[]::new);
  }

  private static void add(CommandSpec page, String heading, List<OptionSpec> options) {
    List<OptionSpec> words = options.stream().map(Manual::literal).toList();
    if (heading.equals(OptionSections.OWN)) {
      words.forEach(page::addOption);
      return;
    }
    ArgGroupSpec.Builder group =
        ArgGroupSpec.builder().heading(heading).exclusive(false).order(page.argGroups().size());
    words.forEach(group::addArg);
    page.addArgGroup(group.build());
  }

  private static OptionSpec literal(OptionSpec option) {
    return OptionSpec.builder(option).description(literal(option.description())).build();
  }

  private static PositionalParamSpec literal(PositionalParamSpec word) {
    return PositionalParamSpec.builder(word).description(literal(word.description())).build();
  }

  /** Each line as a passthrough, so that no sign in it is read as markup. */
  private static String[] literal(String... lines) {
    return Arrays.stream(String.join("%n", lines).split("%n"))
        .map(line -> line.isEmpty() ? line : "pass:c[" + line.replace("]", "\\]") + "]")
        .toArray(String[]::new);
  }
}
