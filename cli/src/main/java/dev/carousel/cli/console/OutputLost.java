package dev.carousel.cli.console;

/**
 * Standard output takes nothing more, so that a command that would go on writing ends. What is told
 * of it, and the exit code, are decided where all commands end, from {@link Console#outFault}.
 */
public final class OutputLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutputLost() {
    super("standard output accepts no more output");
  }
}
