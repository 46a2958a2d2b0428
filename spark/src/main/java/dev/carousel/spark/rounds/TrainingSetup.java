package dev.carousel.spark.rounds;

import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingPlan;
import java.io.Serializable;

/**
 * What is trained, as every machine makes it for itself. Each method gives the same on each machine
 * whenever it is called. Implementations are immutable and thread-safe; a record does.
 */
public interface TrainingSetup extends Serializable {
  /** The network on an engine. */
  Network network(Engine engine);

  /**
   * The data; each machine reads them itself, from what it made, or from a common place. Called
   * once in a JVM for each task that runs there at the same time.
   */
  Dataset data();

  /** The plan, with the seed. */
  TrainingPlan plan();

  /** Adds the optimizer, the schedule and the hooks, each made anew. */
  TrainerBuilder configure(TrainerBuilder builder);
}
