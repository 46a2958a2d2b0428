package dev.carousel.cli.sweep;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.Interrupts;
import dev.carousel.experiments.process.TrialChild;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** The program of a process that makes one trial; a sweep starts it, not the user. */
public final class TrialMain {
  private TrialMain() {}

  /**
   * Makes the trial that standard input asks for. Ctrl-C reaches this process too, but the sweep
   * says when it is to stop.
   */
  public static void main(String[] args) {
    FileOutputStream answers = new FileOutputStream(FileDescriptor.out);
    System.setErr(Console.systemErr());
    System.setOut(System.err); // what plugins print is no answer
    Interrupts.ofProcess().onInterrupt(() -> {});
    try {
      TrialChild.serve(System.in, answers);
    } catch (IOException | RuntimeException | Error fault) {
      fault.printStackTrace(System.err);
      System.err.println(fault); // the last words, which the sweep tells
      System.exit(1);
    }
    System.exit(0);
  }
}
