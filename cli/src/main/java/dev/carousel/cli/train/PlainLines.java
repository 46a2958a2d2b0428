package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Words;
import dev.carousel.train.Progress;
import java.time.Clock;

/** A line every few seconds, for a log; or messages alone. */
final class PlainLines implements ProgressView {
  private static final long INTERVAL_MILLIS = 5_000;

  private final Console console;
  private final ProgressLine line;
  private final Clock clock;
  private final boolean isProgressWanted;
  private long lastMillis;

  PlainLines(Console console, ProgressLine line, Clock clock, boolean isProgressWanted) {
    this.console = console;
    this.line = line;
    this.clock = clock;
    this.isProgressWanted = isProgressWanted;
    lastMillis = clock.millis();
  }

  @Override
  public void show(Progress progress) {
    if (isProgressWanted && clock.millis() - lastMillis >= INTERVAL_MILLIS) {
      lastMillis = clock.millis();
      console.err().println(Words.format("update %,d  ", progress.updates()) + line.text(progress));
    }
  }

  @Override
  public void say(String message) {
    console.err().println(message);
  }

  @Override
  public void close() {}
}
