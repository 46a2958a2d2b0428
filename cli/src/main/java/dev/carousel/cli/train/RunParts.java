package dev.carousel.cli.train;

import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.data.Dataset;
import dev.carousel.engine.EngineSettings;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.Schedule;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainerFactory;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingMemory;
import dev.carousel.train.TrainingPlan;
import java.util.List;

/**
 * What a run is made of. Whatever is wrong with the options comes up while it is made, before a
 * folder is.
 */
record RunParts(
    RunOptions options,
    Dataset data,
    Network network,
    Optimizer optimizer,
    Schedule schedule,
    List<NamedHook> hooks,
    TrainingPlan plan,
    int keepCheckpoints) {
  private static final Limit USUAL_LIMIT = Limit.ofEpochs(10);

  static RunParts of(RunOptions options, Session session, EngineSettings engine) {
    TrainingPlan plan = options.train().plan(USUAL_LIMIT);
    int keepCheckpoints = options.train().keepCheckpoints();
    Optimizer optimizer = options.train().optimizer(session.plugins());
    Schedule schedule = options.train().schedule(session.plugins());
    List<NamedHook> hooks = options.train().hooks(session.plugins());
    session
        .plugins()
        .cell(PluginRef.parse(options.model().cell())); // before the data, which may take a while
    Dataset data = options.data().open(session.plugins());
    NetworkSpec spec = options.model().spec(data.shape(), options.model().cell());
    Foresight.refuse(spec, data);
    Network network = ModelOptions.compile(session.engine(engine), spec, session.plugins());
    new TrainingMemory(network, data, optimizer, hooks, plan).requireFits();
    return new RunParts(options, data, network, optimizer, schedule, hooks, plan, keepCheckpoints);
  }

  /** The number of trained numbers. */
  long parameterCount() {
    return network.initialParameters(plan.seed()).elements();
  }

  Trainer trainer(TrainingListener listener, TrainerFactory trainers) {
    return trainers.create(network, data, optimizer, schedule, hooks, plan, listener);
  }
}
