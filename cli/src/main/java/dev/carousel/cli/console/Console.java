package dev.carousel.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The output streams of a command, in UTF-8.
 *
 * @param out results, and nothing else
 * @param err progress, remarks and errors
 * @param terminal what {@code err} is connected to
 * @param interrupts how the user asks a command to end
 */
public record Console(PrintWriter out, PrintWriter err, Terminal terminal, Interrupts interrupts) {

  /** The streams of this process. */
  public static Console ofProcess() {
    return new Console(
        new StreamWriter(FileDescriptor.out),
        new StreamWriter(Descriptors.standardError()),
        Terminal.ofProcess(),
        Interrupts.ofProcess());
  }

  /** Standard error for output that does not go through a console: the log and the JDK. */
  public static PrintStream systemErr() {
    FileOutputStream raw = new FileOutputStream(Descriptors.standardError());
    return new PrintStream(raw, true, StandardCharsets.UTF_8);
  }

  /** These streams, without a terminal; nothing interrupts. */
  public static Console of(PrintWriter out, PrintWriter err) {
    return new Console(out, err, Terminal.none(), Interrupts.none());
  }

  /**
   * Flushes standard output.
   *
   * @throws OutputLost if any of it could not be written; further output would be lost too
   */
  public void flushOut() {
    if (out.checkError()) {
      throw new OutputLost();
    }
  }

  /**
   * Why standard output could not be written; empty if all of it was, or if its reader closed it.
   */
  public Optional<String> outFault() {
    return fault(out);
  }

  /**
   * Why standard error could not be written; empty if all of it was, or if its reader closed it.
   */
  public Optional<String> errFault() {
    return fault(err);
  }

  private static Optional<String> fault(PrintWriter stream) {
    if (!stream.checkError()) {
      return Optional.empty();
    }
    return stream instanceof StreamWriter known
        ? known.fault()
        : Optional.of("the stream is closed");
  }
}
