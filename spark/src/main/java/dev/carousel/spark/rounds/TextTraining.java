package dev.carousel.spark.rounds;

import dev.carousel.data.Dataset;
import dev.carousel.data.text.Text;
import dev.carousel.engine.Engine;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.TrainerBuilder;
import dev.carousel.train.TrainingPlan;
import java.nio.file.Path;

/**
 * A network that predicts the next character of a text, which every machine reads from the same
 * path. Immutable and thread-safe.
 *
 * @param text a file
 * @param valid the share of the text that is kept for validation
 * @param cell as on the command line, such as {@code lstm:forget-bias=1}; the class path must have
 *     it
 * @param units of its layer
 * @param optimizer as on the command line
 * @param hook the one hook, as on the command line
 * @param batch rows of a chunk
 * @param bptt steps of a chunk
 * @param seed of the parameters
 */
public record TextTraining(
    String text,
    double valid,
    String cell,
    int units,
    String optimizer,
    String hook,
    int batch,
    int bptt,
    long seed)
    implements TrainingSetup {

  private static Plugins plugins() {
    return Plugins.of(PluginDiscovery.onClassPath());
  }

  @Override
  public Network network(Engine engine) {
    NetworkSpec spec = NetworkSpec.of(data().shape(), plugins().cell(PluginRef.parse(cell)));
    return Network.compile(engine, spec.units(units));
  }

  @Override
  public Dataset data() {
    return Text.read(Path.of(text)).split(valid);
  }

  @Override
  public TrainingPlan plan() {
    return TrainingPlan.of(Limit.USUAL).batch(batch).bptt(bptt).seed(seed);
  }

  @Override
  public TrainerBuilder configure(TrainerBuilder builder) {
    Plugins plugins = plugins();
    return builder
        .optimizer(plugins.optimizer(PluginRef.parse(optimizer)))
        .hook(NamedHook.of(plugins.choose(PluginKind.HOOK, PluginRef.parse(hook))));
  }
}
