package dev.carousel.spark.rounds;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import java.io.Serializable;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where tasks of one JVM find what they need. It is broadcast, so there is one in each JVM of the
 * cluster: what one task has opened is there for the next. Thread-safe.
 */
final class Workplace implements Serializable {
  private static final long serialVersionUID = 1;

  private final TrainingSetup setup;
  private transient @Nullable Queue<Bench> free;

  Workplace(TrainingSetup setup) {
    this.setup = setup;
  }

  /**
   * What one task works with, on one thread. It lives as long as its JVM.
   *
   * @param data as the setup makes them
   */
  record Bench(TrainingSetup setup, Engine engine, Network network, Dataset data) {}

  /** One that is free, or a new one. */
  Bench take() {
    Bench known = free().poll();
    if (known != null) {
      return known;
    }
    Engine engine = Engines.fused(1);
    return new Bench(setup, engine, setup.network(engine), setup.data());
  }

  void giveBack(Bench bench) {
    free().add(bench);
  }

  private synchronized Queue<Bench> free() {
    Queue<Bench> known = free;
    if (known == null) {
      known = new ConcurrentLinkedQueue<>();
      free = known;
    }
    return known;
  }
}
