package dev.carousel.cli;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.console.OutputLost;
import dev.carousel.cli.figures.FiguresFolder;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import dev.carousel.error.ShellWord;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Turns exceptions into messages and exit codes.
 *
 * @param console to tell it
 */
record Faults(Console console) implements IExecutionExceptionHandler, IParameterExceptionHandler {
  static final int FAILURE = 1;
  static final int USAGE = 2;

  /** What names a file or folder. */
  private static final Set<Class<?>> FILES =
      Set.of(Path.class, OutputFile.class, FiguresFolder.class);

  private static final String SHOW_MORE =
      "run it again with --log debug, and report the stack trace that it prints";

  @Override
  public int handleExecutionException(Exception fault, CommandLine command, ParseResult parsed) {
    if (fault instanceof OutputLost) {
      return 0; // what is to be told of it, ofStreams tells
    }
    if (fault instanceof CarouselException known) {
      tell(known);
    } else {
      tell("Internal error: " + fault + "\n  try:      " + SHOW_MORE);
    }
    if (isStackWanted(parsed)) {
      fault.printStackTrace(console.err());
    }
    return fault instanceof CarouselException known && known.kind() == CarouselException.Kind.USAGE
        ? USAGE
        : FAILURE;
  }

  /**
   * The exit code after all output has been written: a full disk turns success into failure. A
   * closed pipe, for instance of {@code head}, does not.
   */
  int ofStreams(int code) {
    Optional<String> lost = console.outFault();
    lost.ifPresent(reason -> tell("Standard output could not be written: " + reason));
    boolean isFaulty = lost.isPresent() || console.errFault().isPresent();
    return isFaulty && code == 0 ? FAILURE : code;
  }

  @Override
  public int handleParseException(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    if (fault instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      tell(unknown(command, unmatched.getUnmatched().get(0), help));
    } else if (fault.getCause() instanceof CarouselException known) {
      tell(known);
    } else if (fault instanceof MissingParameterException && stray(command, args).isPresent()) {
      tell(stray(command, args).get());
    } else if (fault.getArgSpec() != null && isNoName(fault.getArgSpec(), fault.getValue())) {
      tell(unnamed(fault.getArgSpec()));
    } else if (fault.getArgSpec() != null && isUnnameable(fault.getValue())) {
      tell(unnameable(fault.getArgSpec(), fault.getValue()));
    } else if (fault.getArgSpec() instanceof OptionSpec option && fault.getValue() != null) {
      tell(wrongType(option, fault.getValue(), help));
    } else {
      tell(fault.getMessage() + "\n  try:      " + help);
    }
    return USAGE;
  }

  /**
   * An unknown word that picocli does not report if something required is missing: before the
   * command, or an unknown option.
   */
  private static Optional<CarouselException> stray(CommandLine command, String[] args) {
    CommandLine program = command.getParent() == null ? command : command.getParent();
    if (args.length > 0 && !args[0].startsWith("-")) {
      if (!program.getSubcommands().containsKey(args[0])) {
        String help = program.getCommandSpec().qualifiedName() + " --help";
        return Optional.of(unknown(program, args[0], help));
      }
    }
    Set<String> known = command.getCommandSpec().optionsMap().keySet();
    return Stream.of(args)
        .filter(word -> word.matches("--?[A-Za-z].*"))
        .filter(word -> !known.contains(word.replaceFirst("=.*", "")))
        .findFirst()
        .map(word -> unknown(command, word, command.getCommandSpec().qualifiedName() + " --help"));
  }

  /** Whether this cannot be a file name because the charset of the locale lacks its characters. */
  private static boolean isUnnameable(@Nullable String value) {
    try {
      return value != null && Path.of(value).toString().isEmpty() && !value.isEmpty();
    } catch (InvalidPathException unmappable) {
      return true;
    }
  }

  /** Whether a file or folder is to be named, and nothing is. */
  private static boolean isNoName(ArgSpec argument, @Nullable String value) {
    return "".equals(value) && Stream.of(argument.auxiliaryTypes()).anyMatch(FILES::contains);
  }

  private static CarouselException unnamed(ArgSpec argument) {
    return CarouselException.usage(name(argument) + " is empty.")
        .expected("the name of a file or folder; . is the folder in which the command runs")
        .found("''")
        .mend("name one; a shell variable that is not set gives an empty name")
        .build();
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static CarouselException unnameable(ArgSpec argument, String value) {
    return CarouselException.usage(
            name(argument) + " has a name that this locale cannot represent.")
        .expected(
            "characters of " + System.getProperty("sun.jnu.encoding") + ", the locale's encoding")
        .found("'" + value + "'")
        .mend("use a UTF-8 locale, such as LC_ALL=C.UTF-8, or another name")
        .build();
  }

  private static CarouselException wrongType(OptionSpec option, String value, String help) {
    Class<?> type = option.type();
    String expected = "a value as --help describes it";
    if (type == int.class || type == Integer.class) {
      expected = "a whole number, at most " + Integer.MAX_VALUE;
    } else if (type == long.class || type == Long.class) {
      expected = "a whole number, at most " + Long.MAX_VALUE;
    } else if (type == double.class || type == Double.class) {
      expected = "a number, such as 0.5";
    } else if (type == boolean.class || type == Boolean.class) {
      expected = "the option alone, without a value";
    }
    return CarouselException.usage(option.longestName() + " has an invalid value.")
        .expected(expected)
        .found("'" + value + "'")
        .mend(help)
        .build();
  }

  private static CarouselException unknown(CommandLine command, String word, String help) {
    boolean isOption = word.startsWith("-");
    String name = word.contains("=") && isOption ? word.substring(0, word.indexOf('=')) : word;
    String owner = command.getCommandSpec().qualifiedName();
    boolean isCommand = !isOption && !command.getSubcommands().isEmpty();
    Collection<String> valid = isCommand ? command.getSubcommands().keySet() : options(command);
    String mend =
        isCommand
            ? NearestWord.hint(name, valid)
            : NearestWord.hint(name, valid, "all options", help);
    if (!isOption && !isCommand) {
      return CarouselException.usage("'" + owner + "' does not take the argument '" + word + "'.")
          .mend(fileHint(word, valid).orElse(help))
          .build();
    }
    String kind = isOption ? "option" : "command";
    return CarouselException.usage("'" + owner + "' has no " + kind + " '" + name + "'.")
        .mend(mend)
        .build();
  }

  /** A file without its option. */
  private static Optional<String> fileHint(String word, Collection<String> valid) {
    String option = word.endsWith(".csv") ? "--csv" : "--text";
    return valid.contains(option) && Files.exists(Path.of(word))
        ? Optional.of("name data by an option: " + option + " " + ShellWord.of(word))
        : Optional.empty();
  }

  private static List<String> options(CommandLine command) {
    List<String> names = new ArrayList<>();
    for (OptionSpec option : command.getCommandSpec().options()) {
      names.add(option.longestName());
    }
    return names;
  }

  /**
   * Handles an error that no command catches: the heap is too small, or the installation or
   * Carousel is faulty.
   *
   * @param parsed the command line; null if it was not read yet
   */
  int ofError(Error error, @Nullable ParseResult parsed) {
    if (error instanceof OutOfMemoryError) {
      tell(
          "Not enough memory.\n  try:      "
              + MemoryWords.of(parsed, Runtime.getRuntime().maxMemory()));
    } else {
      tell("Internal error: " + error + "\n  try:      " + cure(error));
    }
    if (isStackWanted(parsed)) {
      error.printStackTrace(console.err());
    }
    return FAILURE;
  }

  private static String cure(Error error) {
    if (error instanceof LinkageError) {
      return "install or build Carousel again: one of its classes is missing or from another "
          + "version; "
          + SHOW_MORE;
    }
    return error instanceof StackOverflowError
        ? "use a larger stack: CAROUSEL_OPTS=-Xss16m; " + SHOW_MORE
        : SHOW_MORE;
  }

  private static boolean isStackWanted(@Nullable ParseResult parsed) {
    boolean isAsked =
        parsed != null
            && (parsed.hasMatchedOption(GlobalOptions.STACKTRACE)
                || (parsed.hasSubcommand()
                    && parsed.subcommand().hasMatchedOption(GlobalOptions.STACKTRACE)));
    return isAsked || LoggerFactory.getLogger(Faults.class).isDebugEnabled();
  }

  private void tell(CarouselException fault) {
    tell(String.valueOf(fault.getMessage()));
  }

  private void tell(String message) {
    console.err().println("carousel: " + message);
    console.err().flush();
  }
}
