package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.train.Progress;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/**
 * One line of a terminal, rewritten several times a second by the progress bar's own thread. Its
 * text comes from {@link ProgressLine}, which shows more than a bar.
 */
final class LiveLine implements ProgressView {
  private static final int INTERVAL_MILLIS = 250;

  private final Console console;
  private final ProgressLine line;
  private final ProgressBar bar;
  private volatile @Nullable Progress latest;
  private int written;

  LiveLine(Console console, ProgressLine line) {
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
    Progress progress = latest;
    return progress == null ? "" : line.fitted(progress, columns);
  }

  private synchronized void write(String text) {
    int blanks = Math.max(0, written - text.length());
    console.err().print("\r" + text + " ".repeat(blanks) + "\r");
    console.err().flush();
    written = text.length();
  }

  @Override
  public void show(Progress progress) {
    latest = progress;
    bar.stepTo(progress.updates());
  }

  @Override
  public synchronized void say(String message) {
    write("");
    console.err().println(message);
  }

  @Override
  public void close() {
    latest = null; // the bar writes a last time
    bar.close();
    write("");
  }
}
