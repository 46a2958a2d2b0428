package dev.carousel.cli.sweep;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.carousel.cli.console.LogConfigurator;
import java.util.Collections;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Hears what is logged until it is closed, line by line as the console would show it. */
final class LogEars extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Logger root;
  private final PatternLayout layout = new PatternLayout();
  private final List<String> told;

  private LogEars(Logger root, List<String> told) {
    this.root = root;
    this.told = Collections.synchronizedList(told);
  }

  /** Adds to a list what is logged from now on. */
  static LogEars of(List<String> told) {
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    LogEars ears = new LogEars(root, told);
    ears.layout.setContext(root.getLoggerContext());
    ears.layout.setPattern(LogConfigurator.PATTERN);
    ears.layout.start();
    ears.start();
    root.addAppender(ears);
    return ears;
  }

  @Override
  protected void append(ILoggingEvent event) {
    told.add(layout.doLayout(event));
  }

  @Override
  public void close() {
    root.detachAppender(this);
  }
}
