package dev.carousel.spark.rounds;

import dev.carousel.cells.lstm.Lstm;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.AdamW;
import dev.carousel.optimizers.hook.ClipNorm;
import dev.carousel.train.Limit;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingPlan;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** A text that each machine makes for itself. */
record TextSetup() implements TrainingSetup {
  @Override
  public Network network(Engine engine) {
    return Network.compile(engine, NetworkSpec.of(data().shape(), Lstm.cell()).units(12));
  }

  @Override
  public Dataset data() {
    String text = "she sells sea shells by the sea shore. ".repeat(80);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Text.read("shells", new ByteArrayInputStream(bytes)).split(0.1);
  }

  @Override
  public TrainingPlan plan() {
    return TrainingPlan.of(Limit.ofUpdates(1)).batch(4).bptt(16).seed(7);
  }

  @Override
  public TrainerBuilder configure(TrainerBuilder builder) {
    return builder.optimizer(AdamW.withStep(0.01)).hook(ClipNorm.at(1));
  }
}
