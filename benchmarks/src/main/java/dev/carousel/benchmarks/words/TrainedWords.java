package dev.carousel.benchmarks.words;

import dev.carousel.Engines;
import dev.carousel.benchmarks.program.Program;
import dev.carousel.cli.console.Console;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.engine.Engine;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.random.RandomStreams;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times training over a large vocabulary. */
@Command(
    name = "words",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpWidth = 100,
    description = {
      "Times a step of training with a softmax over many words: forward, loss and backward of an "
          + "embedding, an LSTM and a softmax over all words, without an optimizer.",
      "The words are random. The time is the median of the rounds after the first ones."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  benchmarks/words", "  benchmarks/words --threads 1 --vocabulary 20000"})
final class TrainedWords implements Callable<Integer> {
  private static final int WARM_UPS = 10;

  private final Console console;

  @Option(names = "--vocabulary", defaultValue = "10000", description = "Words (default: 10000)")
  private int vocabulary;

  @Option(names = "--batch", defaultValue = "32", description = "Rows (default: 32)")
  private int batch;

  @Option(names = "--steps", defaultValue = "64", description = "Words of a row (default: 64)")
  private int steps;

  @Option(names = "--units", defaultValue = "128", description = "Units (default: 128)")
  private int units;

  @Option(names = "--threads", defaultValue = "2", description = "Threads (default: 2)")
  private int threads;

  @Option(names = "--rounds", defaultValue = "20", description = "Steps of training that count")
  private int rounds;

  /** A command that speaks there. */
  TrainedWords(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Program.require("--vocabulary", vocabulary, 1);
    Program.require("--batch", batch, 1);
    Program.require("--steps", steps, 1);
    Program.require("--units", units, 1);
    Program.require("--threads", threads, 1);
    Program.require("--rounds", rounds, 1);
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(threads)) {
      DataShape shape =
          new DataShape(true, vocabulary, true, vocabulary, Targets.Moment.EVERY_STEP);
      NetworkSpec spec =
          NetworkSpec.of(shape, Plugins.of(found).cell(PluginRef.parse("lstm")))
              .units(units)
              .embedding(units);
      Network network = Network.compile(engine, spec);
      time(network.bind(network.initialParameters(1)));
    }
    return 0;
  }

  private Chunk chunk() {
    RandomGenerator random = RandomStreams.stream(1, "words");
    return new Chunk(
        new Inputs.Symbols(steps, batch, vocabulary, words(random)),
        new Targets.Symbols(Targets.Moment.EVERY_STEP, vocabulary, words(random)),
        Chunk.allFresh(batch));
  }

  private int[] words(RandomGenerator random) {
    return IntStream.generate(() -> random.nextInt(vocabulary))
        .limit((long) steps * batch)
        .toArray();
  }

  private void time(BoundNetwork network) {
    Chunk chunk = chunk();
    double[] millis = new double[rounds];
    double loss = 0;
    for (int round = -WARM_UPS; round < rounds; round++) {
      long before = System.nanoTime();
      NetworkPass pass = network.forwardTraining(chunk, Carry.zero(), 1, 1);
      loss = pass.backward(null).loss().mean();
      pass.release();
      if (round >= 0) {
        millis[round] = (System.nanoTime() - before) / 1e6;
      }
    }
    Arrays.sort(millis);
    console
        .out()
        .printf(
            Locale.ROOT,
            "%,d words, %d rows of %d, LSTM of %d, %d threads: median %.1f ms a step (least %.1f);"
                + " loss %.3f%n",
            vocabulary,
            batch,
            steps,
            units,
            threads,
            millis[rounds / 2],
            millis[0],
            loss);
    console.out().flush();
  }
}
