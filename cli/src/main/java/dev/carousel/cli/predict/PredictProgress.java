package dev.carousel.cli.predict;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Words;
import java.time.Clock;

/** Tells on standard error how many predictions are made: one live line on a terminal. */
final class PredictProgress {
  private static final String ERASE = "\r\u001B[K";
  private static final int LIVE_MILLIS = 200;
  private static final int PLAIN_MILLIS = 5_000;

  private final Console console;
  private final Clock clock;
  private final boolean isShown;
  private final long total;
  private long lastMillis;
  private long count;

  PredictProgress(Console console, Clock clock, boolean isShown, long total) {
    this.console = console;
    this.clock = clock;
    this.isShown = isShown;
    this.total = total;
    lastMillis = clock.millis();
  }

  /** One more prediction is made. */
  void made() {
    count++;
    if (!isShown || (count & 0xff) != 0) {
      return;
    }
    boolean isLive = console.terminal().isPresent();
    if (clock.millis() - lastMillis >= (isLive ? LIVE_MILLIS : PLAIN_MILLIS)) {
      lastMillis = clock.millis();
      String line =
          Words.format("predicting: %d %%, %,d of %,d", 100 * count / total, count, total);
      console.err().print(isLive ? ERASE + line : line + System.lineSeparator());
      console.err().flush();
    }
  }

  /** Clears the live line. */
  void done() {
    if (isShown && console.terminal().isPresent()) {
      console.err().print(ERASE);
      console.err().flush();
    }
  }
}
