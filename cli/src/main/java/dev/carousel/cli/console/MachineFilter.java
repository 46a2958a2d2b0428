package dev.carousel.cli.console;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import dev.carousel.Engines;
import dev.carousel.engine.KernelChoice;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;

/**
 * Leaves out of the log what each engine says of the machine where many engines are made, as in a
 * sweep, which says it once for all. Thread-safe.
 */
public final class MachineFilter extends TurboFilter {
  private static final String KERNELS = "dev.carousel.internal.kernel";
  private static final String TOLD = "machine-told";

  /** Says which kernels there are, as an engine would. */
  public static void tell() {
    KernelChoice choice = Engines.kernels();
    org.slf4j.Logger log = LoggerFactory.getLogger(MachineFilter.class);
    log.atLevel(choice.remedy() == null ? org.slf4j.event.Level.INFO : org.slf4j.event.Level.WARN)
        .log(choice.sentence());
  }

  /** Until this is closed, engines that this thread makes say nothing of the machine. */
  public static MDC.MDCCloseable told() {
    return MDC.putCloseable(TOLD, "");
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable fault) {
    boolean isTold = MDC.get(TOLD) != null || MDC.get(LogConfigurator.TRIAL) != null;
    return isTold && logger.getName().startsWith(KERNELS) ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
