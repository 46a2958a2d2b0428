package dev.carousel.benchmarks.cells;

import dev.carousel.Engines;
import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.engine.Engine;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times all cells. */
@Command(
    name = "cells",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Times a training step (forward and backward, without an optimizer) of every cell, and tells "
          + "its share of the LSTM's speed.",
      "GFLOP/s counts two operations for each use of an element of a matrix, step, row and pass:"
          + " one forward and two backward. Cells with few matrices do most of their work outside"
          + " of that count."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/cells",
      "  benchmarks/cells --shape 1,1000,128,256 --cell mingru --cell lru:r-min=0.9 --seconds 3"
    })
final class CellsCommand implements Callable<Integer> {
  private static final String FIRST = "lstm";

  private final Console console;

  @Option(
      names = "--shape",
      paramLabel = "B,T,I,H",
      description =
          "Batch, steps, inputs, units; repeatable (default: 64,100,128,256 and 1,1000,128,256)")
  private List<String> shapes = List.of("64,100,128,256", "1,1000,128,256");

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      description = "A cell with its options; repeatable (default: all; the LSTM always)")
  private List<String> cells = List.of();

  @Option(names = "--threads", defaultValue = "2", description = "Threads (default: 2)")
  private int threads;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      description = "Seconds for each figure; a third of them warms up (default: 1)")
  private double seconds;

  CellsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Program.require("--threads", threads, 1);
    List<Shape> wanted = shapes.stream().map(Shape::parse).toList();
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(threads)) {
      Plugins plugins = Plugins.of(found);
      List<String> names = names(plugins);
      for (Shape shape : wanted) {
        measure(engine, plugins, names, shape);
      }
    }
    return 0;
  }

  /** The LSTM, and what was asked for. */
  private List<String> names(Plugins plugins) {
    List<String> names = new ArrayList<>(List.of(FIRST));
    List<String> all =
        cells.isEmpty()
            ? plugins.list(PluginKind.CELL).stream().map(plugin -> plugin.id()).sorted().toList()
            : cells;
    all.stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names;
  }

  private void measure(Engine engine, Plugins plugins, List<String> names, Shape shape) {
    SpeedTable table = new SpeedTable();
    for (String name : names) {
      console.err().println("timing " + name + " at " + shape);
      Cell cell = plugins.cell(PluginRef.parse(name));
      table.add(name, shape.steps(), shape.benchmark(seconds).training(engine, name, cell));
    }
    String engineName = engine.kernels() + ", threads: " + engine.threads();
    console.out().println(shape + " (batch, steps, inputs, units); " + engineName);
    table.lines().forEach(console.out()::println);
    console.out().println();
  }
}
