package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.flow.words.Numbers;
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
      show(line(progress));
    }
  }

  /** The time left is left out until there is something to judge it by. */
  private String line(Progress progress) {
    String left =
        Double.isNaN(progress.secondsLeft())
            ? ""
            : String.format(Locale.ROOT, ", %.0f s left", progress.secondsLeft());
    return String.format(
        Locale.ROOT,
        "training %s: %d %%, loss %s%s",
        name,
        (int) (100 * progress.fraction()),
        Numbers.decimals(progress.loss(), 3),
        left);
  }

  private void show(String line) {
    if (!shown) {
      return;
    }
    if (console.terminal().isPresent()) {
      console.err().print(ERASE + line.substring(0, Math.min(line.length(), room())));
      console.err().flush();
    } else {
      console.err().println(line);
    }
  }

  /**
   * A full last column would break the line, and each later one would stand below the one before.
   */
  private int room() {
    return Math.max(1, console.terminal().columns() - 1);
  }

  /** Clears the live line. */
  void done() {
    if (shown && console.terminal().isPresent()) {
      console.err().print(ERASE);
      console.err().flush();
    }
  }
}
