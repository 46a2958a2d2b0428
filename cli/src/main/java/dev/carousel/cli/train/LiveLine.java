package dev.carousel.cli.train;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.LiveText;
import dev.carousel.train.Progress;
import org.jspecify.annotations.Nullable;

/** One line of a terminal, rewritten several times a second. */
final class LiveLine implements ProgressView {
  private final LiveText text;
  private volatile @Nullable Progress latest;

  LiveLine(Console console, ProgressLine line) {
    int columns = console.terminal().columns();
    text =
        new LiveText(
            console,
            () -> {
              Progress progress = latest;
              return progress == null ? "" : line.fitted(progress, columns);
            });
  }

  @Override
  public void show(Progress progress) {
    latest = progress;
    text.step();
  }

  @Override
  public void say(String message) {
    text.say(message);
  }

  @Override
  public void close() {
    text.close();
  }
}
