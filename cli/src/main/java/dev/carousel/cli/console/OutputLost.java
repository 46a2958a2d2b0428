package dev.carousel.cli.console;

/**
 * Standard output accepts no more output, so the command ends. The message and the exit code are
 * decided at the end of all commands, from {@link Console#outFault}.
 */
public final class OutputLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputLost() {
    super("standard output accepts no more output");
  }
}
