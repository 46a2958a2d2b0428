package dev.carousel.spark.rounds;

import dev.carousel.cells.lstm.Lstm;
import dev.carousel.data.Dataset;
import dev.carousel.data.arrays.Sequences;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.Adam;
import dev.carousel.optimizers.hook.ClipNorm;
import dev.carousel.train.Limit;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingPlan;
import java.util.Random;

/**
 * Sequences that each machine makes for itself.
 *
 * @param updates of the run
 * @param accumulate chunks of an update
 */
record SequencesSetup(long updates, int accumulate) implements TrainingSetup {
  private static final int COUNT = 60;

  @Override
  public Network network(Engine engine) {
    NetworkSpec spec = NetworkSpec.of(data().shape(), Lstm.cell()).units(9).dropout(0.2);
    return Network.compile(engine, spec);
  }

  @Override
  public Dataset data() {
    Random random = new Random(5);
    float[][][] sequences = new float[COUNT][][];
    int[] labels = new int[COUNT];
    for (int i = 0; i < COUNT; i++) {
      sequences[i] = new float[4 + i % 5][1];
      for (float[] step : sequences[i]) {
        step[0] = (float) random.nextGaussian();
      }
      labels[i] = sequences[i][0][0] > 0 ? 1 : 0;
    }
    return Sequences.of(sequences).labelled(labels).split(0.2);
  }

  @Override
  public TrainingPlan plan() {
    return TrainingPlan.of(Limit.ofUpdates(updates)).batch(4).accumulate(accumulate).seed(7);
  }

  @Override
  public TrainerBuilder configure(TrainerBuilder builder) {
    return builder.optimizer(Adam.withStep(0.01)).hook(ClipNorm.at(1));
  }
}
