package dev.carousel.cli.options;

import dev.carousel.error.ShellWord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The options of every command. */
public final class GlobalOptions {
  /** The name of the option that shows stack traces. */
  public static final String STACKTRACE = "--stacktrace";

  /** The name of the option that shows the version. */
  public static final String VERSION = "--version";

  /** Its short name. */
  public static final String SHORT_VERSION = "-V";

  /** The name of the option that names a file of options. */
  public static final String CONFIG = "--config";

  /** The log levels. */
  private enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description =
          "Also load plugins from the jars in this folder. They are code, so name only folders "
              + "that you trust. May be repeated")
  private final List<Path> plugins = new ArrayList<>();

  @Option(
      names = CONFIG,
      paramLabel = "FILE",
      description =
          "Also take options from this YAML file: names without dashes, lists for options that may"
              + " be repeated. Those on the command line win")
  @SuppressWarnings("UnusedVariable") // read before the options are
  private @Nullable Path config;

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      defaultValue = "warn",
      description = "Log level: off, error, warn, info, debug or trace")
  private String log = "warn";

  @Option(names = "--no-progress", description = "Show no progress")
  private boolean noProgress;

  @Option(names = STACKTRACE, description = "Show the stack trace of an error")
  @SuppressWarnings("UnusedVariable") // the program asks picocli for it
  private boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help")
  @SuppressWarnings("UnusedVariable") // the program asks picocli for it
  private boolean help;

  @Option(
      names = {SHORT_VERSION, VERSION},
      versionHelp = true,
      description = "Show the versions of Carousel and Java, and the kernels")
  @SuppressWarnings("UnusedVariable") // the program asks picocli for it
  private boolean version;

  /** The plugin folders, in the order given. */
  public List<Path> plugins() {
    return List.copyOf(plugins);
  }

  /** What to add to a printed command, so that it finds the same plugins; empty without folders. */
  public String pluginWords() {
    return plugins.stream()
        .map(folder -> " --plugins " + ShellWord.of(folder))
        .collect(Collectors.joining());
  }

  /** The whole command line, a word each; empty outside of one. */
  public List<String> commandLine() {
    ParseResult parsed = spec == null ? null : spec.root().commandLine().getParseResult();
    return parsed == null ? List.of() : List.copyOf(parsed.originalArgs());
  }

  /** Whether progress is to be shown. */
  public boolean progress() {
    return !noProgress;
  }

  /**
   * What a session is opened with.
   *
   * @throws dev.carousel.error.CarouselException if the log level is none
   */
  public SessionSettings session() {
    LogLevel level = Choice.of("--log", log, LogLevel.class);
    List<String> folders = plugins.stream().map(Path::toString).toList();
    return new SessionSettings(folders, pluginWords(), level.name(), commandLine(), null);
  }

  /** Applies the log level. */
  public void applyLogLevel() {
    session().applyLogLevel();
  }
}
