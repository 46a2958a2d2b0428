package dev.carousel.cli.diagnose;

import dev.carousel.cli.console.Console;
import dev.carousel.flow.study.StudyListener;
import dev.carousel.train.TrainingListener;

/** Tells on standard error how a study goes, one training or measuring after another. */
final class StudyProgress implements StudyListener {
  private final Console console;
  private final boolean shown;
  private RunProgress current;

  StudyProgress(Console console, boolean shown) {
    this.console = console;
    this.shown = shown;
    current = new RunProgress(console, shown, "");
  }

  @Override
  public TrainingListener training(String what) {
    current = new RunProgress(console, shown, what);
    return current;
  }

  @Override
  public void measuring(String what) {
    current = new RunProgress(console, shown, what);
    current.say("measuring");
  }

  @Override
  public void ended() {
    current.done();
  }
}
