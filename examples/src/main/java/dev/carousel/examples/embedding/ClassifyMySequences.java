package dev.carousel.examples.embedding;

import dev.carousel.Engines;
import dev.carousel.cells.rnn.Gru;
import dev.carousel.data.Dataset;
import dev.carousel.data.Inputs;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.Adam;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;

/** Learns from arrays to classify sequences of numbers, and classifies another sequence. */
public final class ClassifyMySequences {
  private ClassifyMySequences() {}

  /**
   * Trains a bidirectional network, then uses it.
   *
   * @param sequences {@code [N][T][1]}, of any lengths
   * @param labels the class of each, from 0
   * @param asked a sequence with one number per step
   * @return the probability of each class
   */
  public static double[] of(float[][][] sequences, int[] labels, float... asked) {
    Dataset data = Sequences.of(sequences).labelled(labels).split(0.1);
    try (Engine engine = Engines.fused(2)) {
      NetworkSpec spec = NetworkSpec.of(data.shape(), Gru.cell()).units(8).bidirectional(true);
      Network network = Network.compile(engine, spec);
      TrainingResult trained =
          Trainer.builder(network, data)
              .optimizer(Adam.withStep(0.01))
              .plan(TrainingPlan.of(Limit.ofEpochs(20)))
              .run();
      Inputs inputs = new Inputs.Values(asked.length, 1, 1, asked);
      return network.bind(trained.parameters()).predict(inputs).softmax(0, 0);
    }
  }
}
