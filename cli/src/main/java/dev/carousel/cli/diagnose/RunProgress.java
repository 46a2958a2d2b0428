package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.train.Progress;
import dev.carousel.train.TrainingListener;
import java.util.Locale;

/** Tells on standard error how the training of one network goes: one live line on a terminal. */
final class RunProgress implements TrainingListener {
  private static final String ERASE = "\r\u001B[K";

  private final Console console;
  private final boolean shown;
  private final String name;
  private int percent = -1;

  RunProgress(Console console, boolean shown, String name) {
    this.console = console;
    this.shown = shown;
    this.name = name;
  }

  /** What is being done that has no steps of its own. */
  void say(String what) {
    show(what + " " + name);
  }

  @Override
  public void updated(Progress progress) {
    int now = (int) (100 * progress.fraction());
    boolean due = console.terminal().isPresent() ? now > percent : now / 50 > percent / 50;
    if (due || percent < 0) {
      percent = now;
      show(
          String.format(
              Locale.ROOT,
              "training %s: %d %%, %.0f s left, loss %.3f",
              name,
              now,
              progress.secondsLeft(),
              progress.loss()));
    }
  }

  private void show(String line) {
    if (!shown) {
      return;
    }
    if (console.terminal().isPresent()) {
      console.err().print(ERASE + line);
      console.err().flush();
    } else {
      console.err().println(line);
    }
  }

  /** Clears the live line. */
  void done() {
    if (shown && console.terminal().isPresent()) {
      console.err().print(ERASE);
      console.err().flush();
    }
  }
}
