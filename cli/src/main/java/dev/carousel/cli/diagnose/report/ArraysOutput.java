package dev.carousel.cli.diagnose.report;

import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.JsonText;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.console.Unclosed;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.data.source.npy.NpzWriter;
import dev.carousel.error.CarouselException;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option {@code --arrays}: the numbers of the report in a file {@code .npz}. ({@code --npz}
 * names data.)
 */
public final class ArraysOutput {
  private static final String NAME = "--arrays";
  private static final String ENDING = ".npz";

  @Option(
      names = NAME,
      paramLabel = "FILE.npz",
      description = "Write the numbers of the JSON as arrays for NumPy, named by their place there")
  private @Nullable OutputFile target;

  /**
   * Fails early if the file could not be written at the end.
   *
   * @param json another file that is asked for
   * @param html another file that is asked for
   * @throws CarouselException if its name has another ending, it is the file of the JSON or of the
   *     page, it is there and not empty, or its folder is missing or cannot be written to
   */
  public void check(JsonOutput json, HtmlOutput html) {
    if (target == null) {
      return;
    }
    if (!target.given().endsWith(ENDING)) {
      throw CarouselException.usage(NAME + " writes arrays for NumPy.")
          .expected("a name that ends in " + ENDING)
          .found(target.isStandardOutput() ? "- (standard output)" : target.given())
          .where(NAME + " " + target.given())
          .build();
    }
    target.requireWritable("NumPy", NAME, "a file name in a folder that exists");
    html.requireOther(NAME, target);
    if (json.goesTo(target.path())) {
      throw CarouselException.usage(NAME + " and --json name the same file.")
          .expected("two file names")
          .found(target.given() + " for both")
          .where(NAME + " and --json")
          .build();
    }
  }

  /** Writes the arrays, if they were asked for. */
  public void write(Object document) {
    if (target != null) {
      target.write("NumPy", NAME, out -> write(document, out));
    }
  }

  private static void write(Object document, OutputStream out) throws IOException {
    try (NpzWriter writer = new NpzWriter(new Unclosed(out))) {
      ReportArrays.write(JsonText.toTree(document), writer);
    }
  }
}
