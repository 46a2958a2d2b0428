package dev.carousel.cli.console;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --json}: one document of JSON, on one line, to a file or standard output. */
public final class JsonOutput {
  private static final String NAME = "--json";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description =
          "Write the figures as JSON; with - to standard output, and nothing else goes there")
  private @Nullable OutputFile target;

  /** The stream for readable text: standard output, unless the JSON goes there. */
  public PrintWriter text(Console console) {
    return target != null && target.isStandardOutput() ? console.err() : console.out();
  }

  /**
   * Fails early if the file could not be written at the end.
   *
   * @throws dev.carousel.error.CarouselException as {@link OutputFile#requireWritable} does
   */
  public void check() {
    if (target != null && !target.isStandardOutput()) {
      target.requireWritable(
          "JSON", NAME, "a file name in a folder that exists, or - for standard output");
    }
  }

  /** Whether the document goes to standard output. */
  public boolean isStandardOutput() {
    return target != null && target.isStandardOutput();
  }

  /** Whether the document goes to this file. */
  public boolean goesTo(Path file) {
    return target != null && target.isSame(file);
  }

  /** Writes the document, if it was asked for. What is not finite becomes null. */
  public void write(Console console, Object document) {
    if (target == null) {
      return;
    }
    String line = JsonText.toJson(document);
    if (target.isStandardOutput()) {
      console.out().println(line);
    } else {
      target.write("JSON", NAME, line + "\n");
    }
  }
}
