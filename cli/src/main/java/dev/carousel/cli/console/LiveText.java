package dev.carousel.cli.console;

import java.util.function.Supplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One line of a terminal, rewritten several times a second on a thread of its own. Thread-safe. */
public final class LiveText implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 250;

  private final Console console;
  private final Supplier<String> line;
  private final ProgressBar bar;
  private volatile boolean isOver;
  private int written;

  /**
   * Shows a line from now on.
   *
   * @param line gives what is to be shown; cut to the width of the terminal
   */
  public LiveText(Console console, Supplier<String> line) {
    this.console = console;
    this.line = line;
    int columns = console.terminal().columns();
    bar =
        new ProgressBarBuilder()
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setRenderer((state, width) -> rendered(columns))
            .setConsumer(new DelegatingProgressBarConsumer(this::write, columns))
            .build();
  }

  private String rendered(int columns) {
    String text = isOver ? "" : line.get();
    int room = Math.max(1, columns - 1); // a full last column would break the line
    return text.length() > room ? text.substring(0, room) : text;
  }

  private synchronized void write(String text) {
    int blanks = Math.max(0, written - text.length());
    console.err().print("\r" + text + " ".repeat(blanks) + "\r");
    console.err().flush();
    written = text.length();
  }

  /** Writes a line of its own above it. */
  public synchronized void say(String message) {
    write("");
    console.err().println(message);
  }

  /** Tells it that there is something new. */
  public void step() {
    bar.step();
  }

  @Override
  public void close() {
    isOver = true; // the bar writes a last time
    bar.close();
    write("");
  }
}
