package dev.carousel.cli.bench;

import dev.carousel.bench.LayerBenchmark;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.console.JsonOutput;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.Threads;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.flow.words.Numbers;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Cell;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Times one layer on this machine. */
@Command(
    name = "bench",
    description = {
      "Times one layer on this machine, on random numbers: training (forward and backward with the"
          + " input's gradient), inference, and one step of one sequence.",
      "The times are medians. The first third of the time is a warm-up and is not counted."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  carousel bench",
      "  carousel bench --cell gru --batch 32 --units 128",
      "  carousel bench --cell my-cell --plugins build/libs --json -"
    })
public final class BenchCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = "--cell",
      paramLabel = "CELL",
      defaultValue = "lstm",
      description = "The cell, with options if wanted")
  private String cell = "";

  @Option(names = "--batch", defaultValue = "64", description = "Rows of a batch")
  private int batch;

  @Option(names = "--steps", defaultValue = "100", description = "Time steps")
  private int steps;

  @Option(names = "--input", defaultValue = "128", description = "Input features")
  private int input;

  @Option(names = "--units", defaultValue = "256", description = "Hidden units")
  private int units;

  @Option(names = "--threads", description = "Number of threads; by default one for each processor")
  private @Nullable Integer threads;

  @Option(
      names = "--seconds",
      defaultValue = "3",
      description = "Seconds for each of the three figures")
  private double seconds;

  @Mixin private JsonOutput json = new JsonOutput();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that uses this console. */
  public BenchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    json.check();
    LayerBenchmark benchmark = new LayerBenchmark(batch, steps, input, units, seconds);
    PluginRef ref = PluginRef.parse(cell);
    try (Session session = Session.open(global)) {
      Cell timed = session.plugins().cell(ref);
      Engine engine = session.engine(EngineSettings.threads(Threads.of(threads)));
      LayerBenchmark.Figures figures = benchmark.measure(engine, ref.toString(), timed);
      print(json.text(console), ref, engine, figures);
      json.write(console, document(ref, engine, figures));
    }
    return 0;
  }

  private void print(
      PrintWriter text, PluginRef ref, Engine engine, LayerBenchmark.Figures figures) {
    text.println("One layer of " + ref + ", " + units + " units, " + input + " inputs");
    text.println(
        "  "
            + batch
            + " rows, "
            + steps
            + " steps, "
            + engine.threads()
            + " threads, "
            + engine.kernels()
            + " kernels");
    text.println(
        "  training   "
            + Numbers.decimals(figures.trainMillis(), 2)
            + " ms   "
            + Numbers.decimals(figures.gflops(), 1)
            + " GFLOP/s");
    text.println("  inference  " + Numbers.decimals(figures.inferMillis(), 2) + " ms");
    text.println(
        "  streaming  "
            + Numbers.decimals(figures.streamMicros(), 2)
            + " us for a step of one sequence");
    text.flush();
  }

  private Map<String, Object> document(
      PluginRef ref, Engine engine, LayerBenchmark.Figures figures) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("command", "bench");
    document.put("cell", ref.toString());
    document.put("batch", batch);
    document.put("steps", steps);
    document.put("input", input);
    document.put("units", units);
    document.put("threads", engine.threads());
    document.put("trainMillis", figures.trainMillis());
    document.put("inferMillis", figures.inferMillis());
    document.put("streamMicros", figures.streamMicros());
    document.put("gflops", figures.gflops());
    document.put("kernels", engine.kernels());
    return document;
  }
}
