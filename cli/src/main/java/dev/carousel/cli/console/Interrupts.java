package dev.carousel.cli.console;

/** Requests of the user to end a command early. */
@FunctionalInterface
public interface Interrupts {
  /** The exit code after an interrupt. */
  int EXIT_CODE = 130;

  /**
   * Calls {@code stop} once, from another thread, at the user's request. Until the handle is
   * closed, the process does not end by itself; at a second request, it ends at once.
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
