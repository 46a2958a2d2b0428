package dev.carousel.benchmarks.gallery;

import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the gallery of cells. */
@Command(
    name = "gallery",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Writes docs/cells.md, a section for every built-in cell, from the Javadoc of the cells, "
          + "their options, and the figures in docs/cells.csv.",
      "With --measure, measures the figures first. Speeds need a machine that does nothing else."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/gallery",
      "  benchmarks/gallery --check",
      "  benchmarks/gallery --measure strips --cell lstm --cell gru",
      "  benchmarks/gallery --measure speed"
    })
final class GalleryCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--measure",
      paramLabel = "PART",
      arity = "0..1",
      fallbackValue = Measurement.ALL,
      description =
          "Measure again: strips (gradients), speed, or all of it (all, also without PART)")
  private @Nullable String measure;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "Measure this cell only; repeatable (default: all cells)")
  private List<String> cells = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Seconds for each speed; a third of them warms up (default: 3)")
  private double seconds;

  @Option(names = "--check", description = "Write nothing; fail if the page is not up to date")
  private boolean isChecked;

  @Option(names = "--root", description = "Folder of the sources (default: this folder)")
  private Path root = Path.of("");

  @Option(names = "--figures", description = "File of the figures (default: docs/cells.csv)")
  private @Nullable Path figures;

  @Option(names = "--page", description = "File of the page (default: docs/cells.md)")
  private @Nullable Path page;

  @Mixin private GlobalOptions global = new GlobalOptions();

  GalleryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    List<Measurement> parts = measure == null ? List.of() : Measurement.of(measure);
    requireSense();
    Path file = page == null ? root.resolve("docs/cells.md") : page;
    MeasuredFigures measured =
        MeasuredFigures.read(figures == null ? root.resolve("docs/cells.csv") : figures);
    try (Session session = Session.open(global)) {
      for (Measurement part : parts) {
        measure(part, session, measured);
      }
      Engine engine = session.engine(EngineSettings.threads(1));
      List<String> made = GalleryPage.of(new Gallery(root, session.plugins(), engine), measured);
      if (isChecked) {
        check(file, made);
      } else {
        Files.write(file, made);
      }
    }
    return 0;
  }

  private void requireSense() {
    if (isChecked && measure != null) {
      throw CarouselException.usage("--check and --measure exclude each other.")
          .expected("one of them")
          .build();
    }
    if (measure == null && !cells.isEmpty()) {
      throw CarouselException.usage("--cell has no effect without --measure.")
          .mend("add --measure strips, --measure speed or --measure, or leave --cell out")
          .build();
    }
  }

  private void measure(Measurement part, Session session, MeasuredFigures into) {
    Plugins plugins = session.plugins();
    cells.forEach(cell -> plugins.get(PluginKind.CELL, cell));
    List<String> all = Gallery.builtIn(plugins).stream().map(Plugin::id).toList();
    into.retain(all);
    CellMeter meter = part.meter(session, seconds);
    for (String cell : cells.isEmpty() ? all : cells) {
      console.err().println("measuring " + part.word() + " of " + cell);
      meter.measure(cell, into);
      into.write();
    }
  }

  private static void check(Path file, List<String> made) throws IOException {
    List<String> found = Files.exists(file) ? Files.readAllLines(file) : List.of();
    if (found.equals(made)) {
      return;
    }
    int line = 0;
    while (line < Math.min(found.size(), made.size()) && found.get(line).equals(made.get(line))) {
      line++;
    }
    throw CarouselException.failure("The gallery is not up to date.")
        .where(file + ", line " + (line + 1))
        .expected(line < made.size() ? made.get(line) : "no more lines")
        .found(line < found.size() ? found.get(line) : "no more lines")
        .mend("run benchmarks/gallery")
        .build();
  }
}
