package dev.carousel.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.nio.charset.StandardCharsets;

/**
 * Sends the log to standard error, as standard output carries results alone. The level is that of
 * the option {@code --log}. It is set up here and not by a file, as reading XML takes a tenth of a
 * second; a file that {@code logback.configurationFile} names still has its way. Confined to one
 * thread.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfigurator extends ContextAwareBase implements Configurator {
  /** The key of SLF4J's MDC under which a trial of a sweep has its name in the log. */
  public static final String TRIAL = "trial";

  /** A line of the log, in the words of Logback. */
  public static final String PATTERN =
      "%-5level %replace(%X{" + TRIAL + "}){'(.+)', 'Trial $1: '}%msg%n";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern(PATTERN);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    MachineFilter filter = new MachineFilter();
    filter.setContext(context);
    filter.start();
    context.addTurboFilter(filter);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    context.getLogger("io.jhdf").setLevel(Level.OFF); // bytes left over in a file
    context.getLogger("org.apache.spark").setLevel(Level.ERROR); // of each machine that is lost
    context.getLogger("org.apache.hadoop").setLevel(Level.ERROR); // of libraries that are missing
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }
}
