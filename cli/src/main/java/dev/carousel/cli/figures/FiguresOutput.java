package dev.carousel.cli.figures;

import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.html.HtmlOutput;
import dev.carousel.cli.text.CsvText;
import dev.carousel.error.CarouselException;
import dev.carousel.io.AtomicFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --figures}: a folder of charts for a paper. */
public final class FiguresOutput {
  private final List<FigureFile> own;

  @Option(
      names = FiguresFolder.OPTION,
      paramLabel = "DIR",
      description =
          "Write figures for a paper into this folder: each as SVG and its data as CSV, and a table"
              + " for LaTeX")
  private @Nullable FiguresFolder target;

  /**
   * The option of a command.
   *
   * @param own the files that the command may write
   */
  public FiguresOutput(List<FigureFile> own) {
    this.own = List.copyOf(own);
  }

  /**
   * Fails early if the figures could not be written at the end.
   *
   * @param json another file that is asked for
   * @param html another file that is asked for
   * @throws CarouselException as {@link FiguresFolder#requireWritable} does, or if another output
   *     is one of the files
   */
  public void check(JsonOutput json, HtmlOutput html) {
    if (target == null) {
      return;
    }
    target.requireWritable(own);
    for (OutputFile file : target.files(own)) {
      html.requireOther(FiguresFolder.OPTION, file);
      if (json.goesTo(file.path())) {
        throw CarouselException.usage(FiguresFolder.OPTION + " and --json name the same file.")
            .expected("two file names")
            .found(file.given() + " for both")
            .where(FiguresFolder.OPTION + " " + target.given())
            .build();
      }
    }
  }

  /** Whether figures are asked for. */
  public boolean isGiven() {
    return target != null;
  }

  /**
   * Writes the figures, if they were asked for, and removes earlier ones that there is nothing to
   * draw of any more.
   *
   * @return the folder and the names of what is in it
   * @throws CarouselException if a file cannot be written
   */
  public Optional<String> write(Figures figures) {
    if (target == null) {
      return Optional.empty();
    }
    Path folder = target.path();
    prepare(target, figures);
    figures
        .charts()
        .forEach(
            (file, chart) -> {
              AtomicFiles.writeString(folder.resolve(file.main()), chart.svg());
              AtomicFiles.writeString(folder.resolve(file.data()), CsvText.of(chart.table()));
            });
    figures
        .tables()
        .forEach(
            (file, table) -> AtomicFiles.writeString(folder.resolve(file.main()), table.text()));
    String names =
        own.stream().filter(figures::has).map(FigureFile::main).collect(Collectors.joining(", "));
    return Optional.of(folder + ": " + (names.isEmpty() ? "nothing to draw yet" : names));
  }

  private void prepare(FiguresFolder target, Figures figures) {
    try {
      Files.createDirectories(target.path());
      for (FigureFile file : own) {
        if (!figures.has(file)) {
          target.remove(file);
        }
      }
    } catch (IOException e) {
      throw CarouselException.failure("The folder for figures cannot be used.")
          .found(e)
          .where(FiguresFolder.OPTION + " " + target.given())
          .cause(e)
          .build();
    }
  }
}
