package dev.carousel.benchmarks.reproduce;

import dev.carousel.cli.console.Console;
import dev.carousel.experiments.published.Catalogue;
import dev.carousel.experiments.published.PublishedResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the page about published results. */
@Command(
    name = "reproduce",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Writes docs/reproduce.md from the catalogue of experiments and results.json, the file of"
          + " their outcomes.",
      "With --add, outcomes of new runs first take the place of the older ones in that file."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/reproduce",
      "  carousel reproduce trigger --json run.json && benchmarks/reproduce --add run.json"
    })
final class ReproducePageCommand implements Callable<Integer> {
  private static final String RESULTS =
      "benchmarks/src/main/resources/dev/carousel/benchmarks/reproduce/results.json";
  private static final String PAGE = "docs/reproduce.md";

  private final Console console;
  private final Catalogue catalogue;

  @Option(
      names = "--add",
      paramLabel = "FILE",
      description = "Outcomes that 'carousel reproduce NAME --json FILE' wrote; may be repeated")
  private List<Path> runs = List.of();

  @Option(
      names = "--commit",
      paramLabel = "ID",
      defaultValue = "unknown",
      description = "Commit that wrote these outcomes (default: that of the source tree)")
  private String commit = "unknown";

  @Option(names = "--root", defaultValue = ".", hidden = true)
  private Path root = Path.of(".");

  ReproducePageCommand(Console console) {
    this(console, Catalogue.read());
  }

  /** With experiments of its own. */
  ReproducePageCommand(Console console, Catalogue catalogue) {
    this.console = console;
    this.catalogue = catalogue;
  }

  /** The file of the outcomes. */
  static Path results(Path root) {
    return root.resolve(RESULTS);
  }

  /** The page. */
  static Path page(Path root) {
    return root.resolve(PAGE);
  }

  @Override
  public Integer call() throws IOException {
    Path file = results(root);
    Results results = Results.read(file);
    for (Path run : runs) {
      results = results.with(run, commit, catalogue);
    }
    if (!runs.isEmpty()) {
      results.write(file);
    }
    List<Judged> judged = results.judged(catalogue, file);
    List<PublishedResult> missing = results.missing(catalogue);
    Files.write(page(root), ReproducePage.of(judged, missing));
    console.out().println(page(root) + ": " + Judged.counts(judged));
    for (PublishedResult one : missing) {
      console.out().println(one.name() + " was not run yet.");
    }
    return 0;
  }
}
