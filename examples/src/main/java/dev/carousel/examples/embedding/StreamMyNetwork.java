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
import dev.carousel.optimizers.Adam;
import dev.carousel.tensor.Tensor;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Trains a network on a text, then lets many threads read with it, each at its own place. */
public final class StreamMyNetwork {
  private StreamMyNetwork() {}

  /**
   * Trains, then reads all beginnings at once.
   *
   * @param file a text in UTF-8
   * @return what most likely follows each beginning
   */
  public static List<String> of(Path file, long updates, List<String> beginnings)
      throws InterruptedException, ExecutionException {
    Dataset data = Text.read(file).split(0.1);
    try (Engine engine = Engines.fused(2)) {
      NetworkSpec spec = NetworkSpec.of(data.shape(), Lstm.cell()).units(32);
      Network network = Network.compile(engine, spec);
      TrainingResult trained =
          Trainer.builder(network, data)
              .optimizer(Adam.withStep(0.01))
              .plan(TrainingPlan.of(Limit.ofUpdates(updates)))
              .requireFits()
              .run();
      BoundNetwork model = network.bind(trained.parameters());
      return readAll(model, (Vocabulary) data.codec(), beginnings);
    }
  }

  private static List<String> readAll(
      BoundNetwork model, Vocabulary vocabulary, List<String> beginnings)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(beginnings.size());
    try {
      List<Callable<String>> readers = new ArrayList<>();
      for (String beginning : beginnings) {
        readers.add(() -> next(model.stream(), vocabulary, beginning));
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : threads.invokeAll(readers)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdown();
    }
  }

  /** Reads symbol by symbol, as they would come from elsewhere. */
  private static String next(NetworkStream stream, Vocabulary vocabulary, String beginning) {
    int likeliest = 0;
    for (int symbol : vocabulary.encode(beginning)) {
      Tensor logits = stream.step(symbol);
      likeliest = 0;
      for (int k = 1; k < vocabulary.unknown(); k++) {
        likeliest = logits.get(k) > logits.get(likeliest) ? k : likeliest;
      }
    }
    return Character.toString(vocabulary.codePoints()[likeliest]);
  }
}
