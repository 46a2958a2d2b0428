package dev.carousel.cli.tour;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Words;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;

/** One live line while the network of the tour is trained; nothing where there is no terminal. */
final class TourProgress implements TrainingListener {
  private static final String ERASE = "\r\u001B[K";

  private final Console console;
  private final boolean shown;
  private int percent = -1;

  TourProgress(Console console, boolean wanted) {
    this.console = console;
    this.shown = wanted && console.terminal().isPresent();
  }

  @Override
  public void updated(Progress progress) {
    int now = (int) (100 * progress.fraction());
    if (shown && now > percent) {
      percent = now;
      String line =
          Words.format(
              "training an LSTM to count: %d %%, loss %s", now, Words.figure(progress.loss()));
      int room = Math.max(1, console.terminal().columns() - 1);
      console.err().print(ERASE + line.substring(0, Math.min(line.length(), room)));
      console.err().flush();
    }
  }

  /** Clears the line. */
  void done() {
    if (shown && percent >= 0) {
      console.err().print(ERASE);
      console.err().flush();
    }
  }
}
