package dev.carousel.benchmarks.reproduce;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the page about published results. */
@Command(
    name = "reproduce",
    sortOptions = false,
    usageHelpWidth = 100,
    description =
        "Writes the page of the documentation from what 'carousel reproduce all --json FILE'"
            + " wrote.",
    footerHeading = "%nExample:%n",
    footer = "  benchmarks/reproduce --results results.json --page docs/reproduce.md")
final class ReproducePageCommand implements Callable<Integer> {
  @Option(names = "--results", required = true, description = "JSON of carousel reproduce")
  private Path results = Path.of("results.json");

  @Option(names = "--page", required = true, description = "The page to write")
  private Path page = Path.of("reproduce.md");

  @Override
  public Integer call() throws IOException {
    Files.write(page, ReproducePage.of(new ObjectMapper().readTree(results.toFile())));
    return 0;
  }
}
