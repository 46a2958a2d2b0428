package dev.carousel.train;

import static dev.carousel.train.Setup.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.Inputs;
import dev.carousel.engine.Engine;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several runs in one JVM, side by side: each as if it were alone. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainersAtOnceTest {
  private static final int TRAINERS = 4;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** Runs that differ in their step size. */
  private static Setup setup(int index) {
    return Setup.ofUpdates(12).withRate(0.5 + index);
  }

  private List<TrainingResult> atOnce(Supplier<Engine> engines) throws Exception {
    List<Future<TrainingResult>> runs = new ArrayList<>();
    for (int i = 0; i < TRAINERS; i++) {
      Trainer trainer = setup(i).with(engines.get()).trainer();
      runs.add(threads.submit(trainer::run));
    }
    List<TrainingResult> results = new ArrayList<>();
    for (Future<TrainingResult> run : runs) {
      results.add(run.get());
    }
    return results;
  }

  private static void assertAsAlone(List<TrainingResult> results) {
    for (int i = 0; i < results.size(); i++) {
      assertSameBits(setup(i).run().parameters(), results.get(i).parameters());
    }
  }

  @Test
  void onOneEngine() throws Exception {
    try (Engine engine = Engines.fused(3)) {
      assertAsAlone(atOnce(() -> engine));
    }
  }

  @Test
  void onAnEngineEach() throws Exception {
    List<Engine> engines = new ArrayList<>();
    try {
      assertAsAlone(
          atOnce(
              () -> {
                engines.add(Engines.fused(2));
                return engines.get(engines.size() - 1);
              }));
    } finally {
      engines.forEach(Engine::close);
    }
  }

  /** A model is used while another is trained on the same engine. */
  @Test
  void besideStreamsOfAnotherModel() throws Exception {
    try (Engine engine = Engines.fused(2)) {
      Setup setup = setup(0).with(engine);
      Network network = setup.network();
      BoundNetwork used = network.bind(network.initialParameters(3));
      Chunk text = setup.data().validation().epoch(1, 200, 1, 0).chunk(0);
      double[] expected = read(used.stream(), text.inputs());
      Future<TrainingResult> run = threads.submit(setup.trainer()::run);
      do {
        assertArrayEquals(expected, read(used.stream(), text.inputs()));
      } while (!run.isDone());
      assertAsAlone(List.of(run.get()));
    }
  }

  private static double[] read(NetworkStream stream, Inputs inputs) {
    return stream.read(inputs).toDoubles();
  }
}
