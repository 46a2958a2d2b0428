package dev.carousel.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * What standard error is connected to.
 *
 * @param isPresent whether it is a terminal, on which a line can be rewritten
 * @param columns its width in characters
 * @param colour whether colour is wanted there
 */
public record Terminal(boolean isPresent, int columns, boolean colour) {
  private static final int COLUMNS = 80;

  /** What the launcher found at standard error: its columns, or that it is not a terminal. */
  private static final String PROPERTY = "carousel.terminal";

  /** A file, a pipe or nothing. */
  public static Terminal none() {
    return new Terminal(false, COLUMNS, false);
  }

  /** The terminal of this process, without colour if {@code NO_COLOR} is set or TERM is dumb. */
  static Terminal ofProcess() {
    String told = System.getProperty(PROPERTY);
    int columns = told == null ? askedOfTerminal() : columns(told);
    if (columns < 0) {
      return none();
    }
    String wish = System.getenv("NO_COLOR");
    boolean plain = (wish != null && !wish.isEmpty()) || "dumb".equals(System.getenv("TERM"));
    return new Terminal(true, columns == 0 ? COLUMNS : columns, !plain);
  }

  private static int columns(String told) {
    return told.matches("\\d{1,5}") ? Integer.parseInt(told) : -1;
  }

  /**
   * The columns of the terminal at standard error, 0 if unknown, -1 if there is none. Java knows
   * only whether input and output together are a terminal, and not its width.
   */
  private static int askedOfTerminal() {
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "test -t 2 && stty size <&2 2>/dev/null")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      try (InputStream answer = stty.getInputStream()) {
        String size = new String(answer.readAllBytes(), StandardCharsets.US_ASCII).strip();
        boolean ended = stty.waitFor(1, TimeUnit.SECONDS);
        return ended && stty.exitValue() == 0 && size.matches("\\d+ \\d{1,5}")
            ? Integer.parseInt(size.substring(size.indexOf(' ') + 1))
            : -1;
      }
    } catch (IOException noSuchProgram) {
      return -1; // as on Windows, which gets plain lines
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
