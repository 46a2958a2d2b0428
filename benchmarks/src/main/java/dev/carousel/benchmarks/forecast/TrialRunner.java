package dev.carousel.benchmarks.forecast;

import dev.carousel.cli.options.Session;
import dev.carousel.data.Dataset;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.flow.FlowSettings;
import dev.carousel.flow.diagnosis.LearningForecast;
import dev.carousel.flow.lab.Laboratory;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.Plugin;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.spi.Options;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.train.Checkpoint.ValidationPoint;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingListener;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures a network as it starts, and trains it until it has learnt or its budget is spent. */
final class TrialRunner {
  private final Session session;
  private final Budget budget;
  private final Engine engine;

  TrialRunner(Session session, Budget budget) {
    this.session = session;
    this.budget = budget;
    engine = session.engine(EngineSettings.threads(1));
  }

  /** Runs one. */
  Row run(Trial trial) {
    Dataset data = data(trial);
    Network network =
        Network.compile(
            engine,
            NetworkSpec.of(data.shape(), PluginRef.parse(trial.cell()))
                .units(budget.units())
                .from(session.plugins()));
    NamedTensors start = network.initialParameters(trial.seed());
    FlowSettings settings =
        new FlowSettings(trial.problem().lag(trial.length()), 16, 4, trial.seed());
    Map<Measured, Double> measured =
        Measured.of(Laboratory.measure(network, start, data.validation(), settings));
    double baseline = trial.problem().baseline(data, trial.length());
    TrainingResult result = train(trial, network, data, baseline);
    return new Row(trial, measured, baseline, result.validLoss(), result.counters().updates());
  }

  private Dataset data(Trial trial) {
    PluginRef task = PluginRef.parse(trial.problem().task(trial.length(), budget.sequences()));
    Plugin<?> plugin = session.plugins().get(PluginKind.TASK, task.id());
    TaskProvider provider = (TaskProvider) plugin.provider();
    return TaskDataset.of(
        provider, Options.of("task " + task.id(), plugin.options(), task.options()));
  }

  private TrainingResult train(Trial trial, Network network, Dataset data, double baseline) {
    TrainingPlan plan =
        TrainingPlan.of(Limit.ofUpdates(budget.updates()))
            .batch(budget.batch())
            .evaluateEvery(Budget.LOOK)
            .seed(trial.seed());
    EndsWhenLearnt end = new EndsWhenLearnt(baseline);
    Trainer trainer =
        session
            .trainers()
            .builder(network, data)
            .optimizer(session.plugins().optimizer(PluginRef.parse(Budget.OPTIMIZER)))
            .hooks(
                List.of(
                    new NamedHook(
                        Budget.HOOK, session.plugins().hook(PluginRef.parse(Budget.HOOK)))))
            .plan(plan)
            .listener(end)
            .build();
    end.trainer = trainer;
    return trainer.run();
  }

  /** Stops a run whose validation loss is low enough. */
  private static final class EndsWhenLearnt implements TrainingListener {
    private final double baseline;
    private @Nullable Trainer trainer;

    EndsWhenLearnt(double baseline) {
      this.baseline = baseline;
    }

    @Override
    public void validated(ValidationPoint point, boolean isBest) {
      if (LearningForecast.isLearnt(point.validLoss(), baseline) && trainer != null) {
        trainer.stop();
      }
    }
  }
}
