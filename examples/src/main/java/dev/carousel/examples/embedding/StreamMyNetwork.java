package dev.carousel.examples.embedding;

import dev.carousel.Engines;
import dev.carousel.cells.lstm.Lstm;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.Vocabulary;
import dev.carousel.engine.Engine;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.NetworkStream;
import dev.carousel.model.Outputs;
import dev.carousel.optimizers.Adam;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.nio.file.Path;
import java.util.List;

/** Trains a network on a text, then uses it from many threads, each with its own stream. */
public final class StreamMyNetwork {
  private StreamMyNetwork() {}

  /**
   * Trains a network, then reads all beginnings at once.
   *
   * @param file a text in UTF-8
   * @return the likeliest continuation of each beginning
   */
  public static List<String> of(Path file, long updates, List<String> beginnings) {
    Dataset data = Text.read(file).split(0.1);
    Vocabulary vocabulary = (Vocabulary) data.codec();
    try (Engine engine = Engines.fused(2)) {
      NetworkSpec spec = NetworkSpec.of(data.shape(), Lstm.cell()).units(32);
      Network network = Network.compile(engine, spec);
      TrainingResult trained =
          Trainer.builder(network, data)
              .optimizer(Adam.withStep(0.01))
              .plan(TrainingPlan.of(Limit.ofUpdates(updates)))
              .run();
      BoundNetwork model = network.bind(trained.parameters());
      return beginnings.parallelStream()
          .map(beginning -> next(model.stream(), vocabulary, beginning))
          .toList();
    }
  }

  /** Reads symbol by symbol, as from another source. */
  private static String next(NetworkStream stream, Vocabulary vocabulary, String beginning) {
    Tensor logits = null;
    for (int symbol : vocabulary.encode(beginning)) {
      logits = stream.step(symbol);
    }
    return logits == null ? "" : vocabulary.decode(new Outputs(logits).argmax(0, 0));
  }
}
