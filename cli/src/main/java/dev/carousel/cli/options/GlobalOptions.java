package dev.carousel.cli.options;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class GlobalOptions {
  /** The name of the option that shows stack traces. */
  public static final String STACKTRACE = "--stacktrace";

  /** How much is told. */
  enum LogLevel {
    OFF,
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      description = "Also find plugins in the jars of this folder; may be given several times")
  private final List<Path> plugins = new ArrayList<>();

  @Option(
      names = "--log",
      paramLabel = "LEVEL",
      defaultValue = "warn",
      description = "How much to tell of what goes on: ${COMPLETION-CANDIDATES}")
  private LogLevel log = LogLevel.WARN;

  @Option(names = "--no-progress", description = "Show no progress")
  private boolean noProgress;

  @Option(names = STACKTRACE, description = "Show where in the program an error came up")
  private boolean stacktrace;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Carousel and Java, and the kernels")
  private boolean version;

  /** The plugin folders, in the order given. */
  public List<Path> plugins() {
    return List.copyOf(plugins);
  }

  /** Whether progress is to be shown. */
  public boolean progress() {
    return !noProgress;
  }

  /** Puts the log level in force. */
  void applyLogLevel() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.toLevel(log.name().toLowerCase(Locale.ROOT)));
    }
  }
}
