package org.example.consumer;

import dev.carousel.Engines;
import dev.carousel.cells.lstm.Lstm;
import dev.carousel.data.Dataset;
import dev.carousel.data.tasks.AddingTaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.optimizers.Adam;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Options;
import dev.carousel.train.Limit;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Trains an LSTM, and a cell that is found by its name, on sequences that are generated. What it
 * prints has all digits: it is the same on every Java, on class path and module path.
 */
public final class Consumer {
  private Consumer() {}

  public static void main(String[] arguments) throws IOException {
    AddingTaskProvider adding = new AddingTaskProvider();
    Map<String, String> small = Map.of("length", "10", "sequences", "6400", "valid", "256");
    Dataset data = TaskDataset.of(adding, Options.of("task adding", adding.options(), small));
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(2)) {
      Plugins plugins = Plugins.of(found);
      System.out.println("plugins that cannot be used: " + found.problems());
      NetworkSpec lstm = NetworkSpec.of(data.shape(), Lstm.cell().forgetBias(1)).units(32);
      System.out.println("lstm " + train(engine, plugins, data, lstm));
      PluginRef leak = PluginRef.parse("consumer-leak");
      NetworkSpec leaky = NetworkSpec.of(data.shape(), leak).units(32).from(plugins);
      System.out.println("consumer-leak " + train(engine, plugins, data, leaky));
    }
  }

  /** The loss after training, once the model has been written and read again. */
  private static double train(Engine engine, Plugins plugins, Dataset data, NetworkSpec spec)
      throws IOException {
    TrainingResult trained =
        Trainer.builder(Network.compile(engine, spec), data)
            .optimizer(Adam.withStep(0.01))
            .plan(TrainingPlan.of(Limit.ofUpdates(200)))
            .run();
    Path file = Files.createTempFile("consumer", ".safetensors");
    new SavedModel(spec, data.codec(), Map.of(), trained.parameters()).write(file);
    SavedModel.read(file).bind(engine, plugins);
    Files.delete(file);
    return trained.validLoss();
  }
}
