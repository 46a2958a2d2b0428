package dev.carousel.benchmarks.stream;

import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.cli.options.GlobalOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.options.WeightFormatOption;
import dev.carousel.data.DataShape;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.flow.words.Numbers;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Streams through one model from many threads. */
@Command(
    name = "stream",
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Streams sequences through one model, a step at a time: first one after the other on one "
          + "thread, then all at once, each on its own thread.",
      "Every output of the threads is compared with that of the single thread, bit for bit. The "
          + "exit code is 1 if one differs."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  benchmarks/stream",
      "  benchmarks/stream --threads 8 --cell gru --units 256 --steps 200000",
      "  benchmarks/stream --threads 1 --units 1024 --steps 3000 --weight-format int8"
    })
final class StreamCommand implements Callable<Integer> {
  private static final int OUTPUTS = 8;
  private static final int WARM_UP = 10;

  private final Console console;

  @Option(
      names = "--threads",
      defaultValue = "64",
      description = "Threads, each with its own sequence (default: ${DEFAULT-VALUE})")
  private int threads;

  @Option(
      names = "--steps",
      defaultValue = "1000000",
      description = "Steps of all sequences together (default: ${DEFAULT-VALUE})")
  private int steps;

  @Option(
      names = "--cell",
      defaultValue = "lstm",
      description = "The cell, with its options (default: ${DEFAULT-VALUE})")
  private String cell = "";

  @Option(
      names = "--inputs",
      defaultValue = "64",
      description = "Numbers read at each step (default: ${DEFAULT-VALUE})")
  private int inputs;

  @Option(
      names = "--units",
      defaultValue = "128",
      description = "Units of the layer (default: ${DEFAULT-VALUE})")
  private int units;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Number of repetitions (default: ${DEFAULT-VALUE})")
  private int rounds;

  @Mixin private WeightFormatOption weights = new WeightFormatOption();
  @Mixin private GlobalOptions global = new GlobalOptions();

  /** A command that speaks there. */
  StreamCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Program.require("--threads", threads, 1);
    Program.require("--rounds", rounds, 1);
    Program.require("--inputs", inputs, 1);
    Program.require("--steps", steps, threads);
    try (Session session = Session.open(global)) {
      Engine engine = session.engine(EngineSettings.threads(1).with(weights.format()));
      DataShape shape = new DataShape(false, inputs, false, OUTPUTS, Targets.Moment.EVERY_STEP);
      Network network =
          Network.compile(
              engine,
              NetworkSpec.of(shape, PluginRef.parse(cell)).units(units).from(session.plugins()));
      console
          .out()
          .println(
              "One "
                  + cell
                  + " layer, "
                  + inputs
                  + " inputs, "
                  + units
                  + " units, "
                  + weights.format().word()
                  + " weights, "
                  + engine.kernels()
                  + ", Java "
                  + Runtime.version().feature()
                  + "; "
                  + threads
                  + " threads on "
                  + Runtime.getRuntime().availableProcessors()
                  + " processors");
      return run(network) ? 0 : 1;
    }
  }

  private boolean run(Network network) throws InterruptedException, ExecutionException {
    var bound = network.bind(network.initialParameters(1));
    int each = steps / threads;
    StreamRun warmUp = new StreamRun(bound, threads, Math.max(1, each / WARM_UP));
    warmUp.alone();
    warmUp.together();
    StreamRun run = new StreamRun(bound, threads, each);
    boolean isSame = true;
    for (int round = 0; round < rounds; round++) {
      StreamRun.Figures alone = run.alone();
      StreamRun.Figures together = run.together();
      tell("  1 thread", each, alone);
      tell("  " + threads + " threads", each, together);
      console
          .out()
          .println(
              together.differing() == 0
                  ? "    every output equal to the single-threaded one, bit for bit"
                  : "    " + together.differing() + " steps DIFFER from the single-threaded ones");
      isSame &= together.differing() == 0;
    }
    return isSame;
  }

  private void tell(String who, int each, StreamRun.Figures figures) {
    long all = (long) each * threads;
    console
        .out()
        .println(
            who
                + ": "
                + all
                + " steps in "
                + Numbers.decimals(figures.seconds(), 2)
                + " s, "
                + Math.round(all / figures.seconds())
                + " steps/s, "
                + Numbers.decimals(figures.bytesPerStep(), 0)
                + " bytes allocated per step");
  }
}
