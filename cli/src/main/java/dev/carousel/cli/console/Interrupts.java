package dev.carousel.cli.console;

/** How the user asks a command to end before its time. */
@FunctionalInterface
public interface Interrupts {
  /** The exit code after an interrupt. */
  int EXIT_CODE = 130;

  /**
   * Calls {@code stop} once, from another thread, when the user asks. Until the handle is closed
   * the process does not end by itself then; if the user asks again, it ends at once.
   */
  Handle onInterrupt(Runnable stop);

  /** Ends the listening. */
  interface Handle extends AutoCloseable {
    @Override
    void close();
  }

  /** Never. */
  static Interrupts none() {
    return stop -> () -> {};
  }

  /** Ctrl-C, and the signal that asks a process to end. */
  static Interrupts ofProcess() {
    return new Signals();
  }
}
