package dev.carousel.examples.embedding;

import dev.carousel.Engines;
import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.flow.FlowReport;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.GradientFlow;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.optimizers.Adam;
import dev.carousel.plugin.Chosen;
import dev.carousel.spi.Cell;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.nio.file.Path;

/** Trains a network on a text and measures how its gradient flows back through time. */
public final class MeasureMyNetwork {
  private MeasureMyNetwork() {}

  /**
   * The results.
   *
   * @param loss on the validation part of the text, in nats per symbol
   * @param flow one entry for each layer and state
   */
  public record Answer(double loss, FlowReport flow) {}

  /**
   * Trains and measures.
   *
   * @param file a text in UTF-8
   * @param cell for instance {@code Lstm.cell().forgetBias(3)}
   */
  public static Answer of(Path file, Chosen<Cell> cell, long updates) {
    Dataset data = Text.read(file).split(0.1);
    try (Engine engine = Engines.fused(2)) {
      Network network = Network.compile(engine, NetworkSpec.of(data.shape(), cell).units(32));
      TrainingResult trained =
          Trainer.builder(network, data)
              .optimizer(Adam.withStep(0.01))
              .plan(TrainingPlan.of(Limit.ofUpdates(updates)))
              .run();
      FlowReport flow =
          GradientFlow.measure(
              network, trained.parameters(), data.validation(), FlowSettings.ofLag(40));
      return new Answer(trained.validLoss(), flow);
    }
  }
}
