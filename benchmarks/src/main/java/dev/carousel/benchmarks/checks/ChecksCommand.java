package dev.carousel.benchmarks.checks;

import dev.carousel.Engines;
import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.testkit.golden.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks the gradients and values of all cells. */
@Command(
    name = "checks",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Compares the gradients of every cell, with every option, with finite differences, and its"
          + " values with every golden file. Prints the page docs/cell-checks.md, of what passed"
          + " and what did not."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/checks --page docs/cell-checks.md",
      "  benchmarks/checks --cell lstm --cell mingru"
    })
final class ChecksCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  private final Console console;

  @Option(
      names = "--cell",
      paramLabel = "ID",
      description = "A cell, without options; repeatable (default: all)")
  private List<String> cells = List.of();

  @Option(
      names = "--golden",
      paramLabel = "DIR",
      description = "A folder of golden files; repeatable (default: those of the cells' modules)")
  private List<Path> folders =
      List.of(
          Path.of("cells-rnn/src/test/resources/golden"),
          Path.of("cells-lstm/src/test/resources/golden"));

  @Option(names = "--page", paramLabel = "FILE", description = "Also write a page of all results")
  private @Nullable Path page;

  ChecksCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine reference = Engines.reference();
        Engine fused = Engines.fused(1)) {
      Plugins plugins = Plugins.of(found);
      List<PluginRef> refused = new ArrayList<>();
      List<GradientRow> gradients = new ArrayList<>();
      for (Plugin<Cell> cell : chosen(plugins)) {
        gradients.addAll(gradients(reference, plugins, cell, refused));
      }
      List<GoldenRow> goldens = goldens(plugins, reference, fused);
      Results results = new Results(gradients, refused, goldens);
      if (page != null) {
        Files.write(page, ChecksPage.of(results, fused.kernels()));
      }
      return results.passed() ? 0 : FAILED;
    }
  }

  private List<Plugin<Cell>> chosen(Plugins plugins) {
    return cells.isEmpty()
        ? plugins.list(PluginKind.CELL)
        : cells.stream().map(id -> plugins.get(PluginKind.CELL, id)).toList();
  }

  private List<GradientRow> gradients(
      Engine engine, Plugins plugins, Plugin<Cell> cell, List<PluginRef> refused) {
    List<GradientRow> rows = new ArrayList<>();
    for (PluginRef variant : Variants.of(cell.id(), cell.options())) {
      try {
        GradientRow row = GradientRow.of(engine, plugins, variant);
        rows.add(row);
        tell("gradients of " + variant, row.passed(), row.error() + " at " + row.worst());
      } catch (CarouselException contradiction) {
        if (contradiction.kind() != CarouselException.Kind.USAGE) {
          throw contradiction;
        }
        refused.add(variant);
      }
    }
    return rows;
  }

  private List<GoldenRow> goldens(Plugins plugins, Engine reference, Engine fused)
      throws IOException {
    List<GoldenRow> rows = new ArrayList<>();
    for (Path file : files()) {
      Golden golden = Golden.read(file);
      if (cells.isEmpty() || cells.contains(PluginRef.parse(golden.meta("cell")).id())) {
        String name = String.valueOf(file.getFileName()).replace(".json", "");
        GoldenRow row = GoldenRow.of(name, golden, plugins, reference, fused);
        rows.add(row);
        tell(
            "values of " + row.cell() + " in " + name,
            row.passed(),
            row.float64() + " in float64, " + row.float32() + " in float32");
      }
    }
    return rows;
  }

  private void tell(String what, boolean passed, String figures) {
    console.out().println((passed ? "passed  " : "FAILED  ") + what + ": " + figures);
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> found = Files.list(Program.existing("--golden", folder))) {
        found.filter(file -> file.toString().endsWith(".json")).sorted().forEach(files::add);
      }
    }
    return files;
  }
}
