package dev.carousel.cli.html;

import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.error.CarouselException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --html}: the report as one page for a browser, in a file. */
public final class HtmlOutput {
  private static final String NAME = "--html";

  @Option(
      names = NAME,
      paramLabel = "FILE",
      description = "Write the report as one page for a browser, with figures; it needs no network")
  private @Nullable OutputFile target;

  /**
   * Fails early if the file could not be written at the end.
   *
   * @param json the other file that is asked for
   * @throws CarouselException if it is standard output, a folder or the file of the JSON, or its
   *     folder is missing or cannot be written to
   */
  public void check(JsonOutput json) {
    if (target == null) {
      return;
    }
    if (target.isStandardOutput()) {
      throw CarouselException.usage("--html cannot write to standard output.")
          .expected("a file name")
          .found("- (standard output)")
          .where("--html -")
          .mend("--html report.html; figures for scripts: --json -")
          .build();
    }
    target.requireWritable("HTML", NAME, "a file name in a folder that exists");
    if (json.goesTo(target.path())) {
      throw CarouselException.usage("--html and --json name the same file.")
          .expected("two file names")
          .found(target.given() + " for both")
          .where("--html and --json")
          .build();
    }
  }

  /** Whether a page is asked for. */
  public boolean isGiven() {
    return target != null;
  }

  /**
   * Fails early if another output is the same file.
   *
   * @param option that names the other file
   * @throws CarouselException if it is
   */
  public void requireOther(String option, @Nullable OutputFile other) {
    if (target != null && other != null && other.isSame(target.path())) {
      throw CarouselException.usage(NAME + " and " + option + " name the same file.")
          .expected("two file names")
          .found(target.given() + " for both")
          .where(NAME + " and " + option)
          .build();
    }
  }

  /** Writes the page, if it was asked for. */
  public void write(Page page, Object document) {
    if (target != null) {
      target.write("HTML", NAME, HtmlReport.of(page, document));
    }
  }
}
