package dev.carousel.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command speaks, in UTF-8.
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
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Terminal.ofProcess(),
        Interrupts.ofProcess());
  }

  /** These streams, without a terminal; nothing interrupts. */
  public static Console of(PrintWriter out, PrintWriter err) {
    return new Console(out, err, Terminal.none(), Interrupts.none());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    FileOutputStream raw = new FileOutputStream(descriptor);
    return new PrintWriter(new OutputStreamWriter(raw, StandardCharsets.UTF_8), true);
  }
}
