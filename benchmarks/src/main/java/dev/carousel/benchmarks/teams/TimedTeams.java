package dev.carousel.benchmarks.teams;

import dev.carousel.Engines;
import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.engine.BoundLayer;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.engine.ForwardPass;
import dev.carousel.engine.LayerProgram;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.internal.contract.Teams;
import dev.carousel.internal.engine.fused.Team;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.Precision;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times one thread, two and far too many on the same sequences, and says what more would take. */
@Command(
    name = "teams",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Times a training step of few sequences with one thread, with two that share the columns of"
          + " every product, and with an engine of 16 threads, in turn, and a meeting of two"
          + " threads.",
      "From these it computes what more threads would take: time(n) = alone + (one - alone) / n + "
          + "meetings * meeting * n / 2. It needs two processors that do nothing else."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  benchmarks/teams", "  benchmarks/teams --units 512 --batch 2 --rounds 50"})
final class TimedTeams implements Callable<Integer> {
  private static final int[] MORE = {4, 8, 16};

  /** Threads of an engine that has fewer processors, on most machines. */
  private static final int MANY = 16;

  private final Console console;

  @Option(
      names = "--units",
      defaultValue = "256,512,1024",
      split = ",",
      description = "Units of the LSTM; half as many inputs (default: 256,512,1024)")
  private int[] units = {};

  @Option(names = "--batch", defaultValue = "1", description = "Sequences (default: 1)")
  private int batch;

  @Option(names = "--steps", defaultValue = "100", description = "Steps (default: 100)")
  private int steps;

  @Option(names = "--rounds", defaultValue = "40", description = "Training steps that count")
  private int rounds;

  @Option(
      names = "--meetings",
      defaultValue = "200000",
      description = "Meetings of two threads that are timed, five times (default: 200000)")
  private int timedMeetings;

  /** A command that speaks there. */
  TimedTeams(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Program.require("--batch", batch, 1);
    Program.require("--steps", steps, 1);
    Program.require("--rounds", rounds, 1);
    Program.require("--meetings", timedMeetings, 1);
    for (int size : units) {
      Program.require("--units", size, 2);
    }
    double meeting = meeting();
    print("A meeting of two threads takes %.0f ns.%n", meeting * 1e6);
    print(
        "%nMilliseconds of a training step of %d x %d steps:%n%n%7s %8s %8s %8s %8s %9s",
        batch, steps, "units", "1 thread", "2", MANY, "alone", "meetings");
    for (int threads : MORE) {
      print(" %8s", "[" + threads + "]");
    }
    print("%n");
    try (PluginDiscovery found = PluginDiscovery.onClassPath()) {
      Cell cell = Plugins.of(found).cell(PluginRef.parse("lstm"));
      for (int size : units) {
        row(cell, size, meeting);
      }
    }
    print(
        "%n%d threads had %d processors. [n] is computed, not measured.%n",
        MANY, Runtime.getRuntime().availableProcessors());
    return 0;
  }

  private void row(Cell cell, int size, double meeting) {
    try (Engine one = Engines.fused(1);
        Engine two = Teams.fused(EngineSettings.threads(2));
        Engine many = Engines.fused(MANY)) {
      Layer first = Layer.of(one, cell, size, batch, steps);
      Layer second = Layer.of(two, cell, size, batch, steps);
      Layer third = Layer.of(many, cell, size, batch, steps);
      double[] alone = new double[rounds];
      double[] together = new double[rounds];
      double[] crowded = new double[rounds];
      for (int round = -rounds / 2; round < rounds; round++) {
        double ofOne = first.train();
        double ofTwo = second.train();
        double ofMany = third.train();
        if (round >= 0) {
          alone[round] = ofOne;
          together[round] = ofTwo;
          crowded[round] = ofMany;
        }
      }
      long meetings = Meetings.of(cell, size, batch, steps);
      Scaling scaling = Scaling.of(median(alone), median(together), meetings, meeting);
      print(
          "%7d %8.2f %8.2f %8.2f %8.2f %9d",
          size, scaling.one(), median(together), median(crowded), scaling.alone(), meetings);
      for (int threads : MORE) {
        print(" %8.2f", scaling.time(threads));
      }
      print("%n");
    }
  }

  /** A layer and its problem. */
  private record Layer(BoundLayer bound, LayerProblem problem) {
    static Layer of(Engine engine, Cell cell, int units, int batch, int steps) {
      LayerProgram program = engine.compile("layer", cell, units / 2, units);
      LayerProblem problem =
          LayerProblem.random(program, units / 2, steps, batch, 1).in(Precision.FLOAT32);
      return new Layer(program.bind(problem.parameters()), problem);
    }

    /** Milliseconds of one training step. */
    double train() {
      long before = System.nanoTime();
      bound.refresh();
      ForwardPass pass = bound.forward(problem.layerInput(), problem.context());
      pass.backward(problem.outputWeights(), problem.finalWeights(), null);
      pass.release();
      return (System.nanoTime() - before) / 1e6;
    }
  }

  /** Milliseconds of a meeting of two threads; the least of five rounds. */
  private double meeting() throws InterruptedException {
    double least = Double.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      Team team = new Team(2);
      Thread other = new Thread(() -> meetOften(team, 1));
      other.start();
      meetOften(team, 0);
      long before = System.nanoTime();
      meetOften(team, 0);
      least = Math.min(least, (System.nanoTime() - before) / 1e6 / timedMeetings);
      other.join();
    }
    return least;
  }

  private void meetOften(Team team, int member) {
    int times = member == 0 ? timedMeetings : 2 * timedMeetings;
    for (int i = 0; i < times; i++) {
      team.meet(member);
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void print(String format, Object... values) {
    console.out().printf(Locale.ROOT, format, values);
    console.out().flush();
  }
}
