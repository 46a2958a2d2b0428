package dev.carousel.cli.html;

import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --html}: the report as one page for a browser, in a file. */
public final class HtmlOutput {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write the report as one page for a browser, with figures; it needs no network")
  private @Nullable String target;

  /**
   * Fails now if the file could not be written in the end.
   *
   * @param json the other file that is asked for
   * @throws CarouselException if it is standard output, a folder or the file of the JSON, or its
   *     folder is missing or cannot be written to
   */
  public void check(JsonOutput json) {
    if (target == null) {
      return;
    }
    if (target.equals("-")) {
      throw CarouselException.usage("The HTML report is a page to open in a browser.")
          .expected("a file name")
          .found("- (standard output)")
          .where("--html -")
          .mend("--html report.html; figures for scripts: --json -")
          .build();
    }
    OutputFile.requireWritable("HTML", "--html", target, "a file name in a folder that exists");
    if (json.goesTo(Path.of(target))) {
      throw CarouselException.usage("One file cannot hold both the page and the JSON.")
          .expected("two file names")
          .found(target + " for both")
          .where("--html and --json")
          .build();
    }
  }

  /** Writes the page, if it was asked for. */
  public void write(Page page, Map<String, ?> document) {
    if (target != null) {
      AtomicFiles.writeString(Path.of(target), HtmlReport.of(page, document));
    }
  }
}
