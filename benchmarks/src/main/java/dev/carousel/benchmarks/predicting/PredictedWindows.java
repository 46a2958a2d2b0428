package dev.carousel.benchmarks.predicting;

import dev.carousel.Engines;
import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.predict.Forecast;
import dev.carousel.data.predict.Predictor;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times how fast windows of a table are predicted. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Predicts from every window of a table of random numbers in memory, with a network that is "
          + "not trained.",
      "The times are those of the predictions alone: not of the reading and scaling of the table. "
          + "CPU seconds are those of the whole process."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  benchmarks/predict", "  benchmarks/predict --threads 1 --units 128"})
final class PredictedWindows implements Callable<Integer> {
  private final Console console;

  @Option(names = "--windows", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}")
  private int windows;

  @Option(names = "--steps", defaultValue = "48", description = "Rows of a window (default: 48)")
  private int steps;

  @Option(names = "--input", defaultValue = "8", description = "Columns (default: 8)")
  private int input;

  @Option(names = "--units", defaultValue = "64", description = "Units (default: 64)")
  private int units;

  @Option(names = "--threads", defaultValue = "2", description = "Threads (default: 2)")
  private int threads;

  @Option(names = "--rounds", defaultValue = "5", description = "After one that warms up")
  private int rounds;

  /** A command that speaks there. */
  PredictedWindows(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Program.require("--windows", windows, 1);
    Program.require("--steps", steps, 1);
    Program.require("--input", input, 1);
    Program.require("--units", units, 1);
    Program.require("--threads", threads, 1);
    Program.require("--rounds", rounds, 1);
    Frame frame = frame();
    TableDataset data = TableDataset.of(frame, Roles.of("c0").withWindow(steps), SplitPlan.of(0));
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(threads)) {
      NetworkSpec spec =
          NetworkSpec.of(data.shape(), Plugins.of(found).cell(PluginRef.parse("lstm")))
              .units(units);
      Network network = Network.compile(engine, spec);
      Predictor predictor = Predictor.of(network.bind(network.initialParameters(1)), data.codec());
      time(predictor.read(frame));
    }
    return 0;
  }

  private Frame frame() {
    RandomGenerator random = RandomStreams.stream(1, "table");
    Frame frame = null;
    for (int c = 0; c < input; c++) {
      double[] values =
          DoubleStream.generate(random::nextGaussian).limit(windows + steps - 1L).toArray();
      frame = frame == null ? Frame.of("c" + c, values) : frame.with("c" + c, values);
    }
    return Objects.requireNonNull(frame);
  }

  private void time(Forecast forecast) {
    double[] wall = new double[rounds];
    double[] cpu = new double[rounds];
    for (int round = -1; round < rounds; round++) {
      LongAdder made = new LongAdder();
      long cpuBefore = cpuNanos();
      long before = System.nanoTime();
      forecast.forEach(each -> made.increment());
      double seconds = (System.nanoTime() - before) / 1e9;
      if (made.sum() != windows) {
        throw new IllegalStateException(made + " predictions");
      }
      if (round >= 0) {
        wall[round] = windows / seconds;
        cpu[round] = windows / ((cpuNanos() - cpuBefore) / 1e9);
      }
    }
    Arrays.sort(wall);
    Arrays.sort(cpu);
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d windows of %d x %d, LSTM of %d, %d threads: median %,.0f windows/s (most %,.0f);"
                + " %,.0f for each second of CPU time%n",
            windows,
            steps,
            input,
            units,
            threads,
            wall[rounds / 2],
            wall[rounds - 1],
            cpu[rounds / 2]);
    console.out().flush();
  }

  private static long cpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }
}
