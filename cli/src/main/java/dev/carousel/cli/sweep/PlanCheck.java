package dev.carousel.cli.sweep;

import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.Trial;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Optimizer;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.TrainingMemory;
import dev.carousel.train.TrainingPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Refuses a plan with a combination that could not be trained, before the first trial begins.
 *
 * @param session with the plugins that settings name
 * @param command whose options the settings are
 * @param isMeasured whether to find out how much memory the trainings need
 */
record PlanCheck(Session session, CommandLine command, boolean isMeasured) {
  /**
   * Looks at each combination once, and reads each data set once.
   *
   * @return the memory that each combination needs, in bytes; empty if that is not wanted
   * @throws CarouselException if a setting is not allowed, or data cannot be read
   * @throws ParameterException if a value is not of its option's type
   */
  List<Long> check(SweepPlan plan) {
    Plugins plugins = session.plugins();
    List<Long> needs = new ArrayList<>();
    Map<EngineSettings, Engine> engines = new HashMap<>();
    Map<Map<String, String>, Dataset> opened = new HashMap<>();
    for (int i = 0; i < plan.combinations().size(); i++) {
      RunOptions options = options(plan.trial(i, plan.seeds().get(0)));
      TrainingPlan training = options.train().plan(Limit.USUAL);
      options.train().keepCheckpoints();
      Optimizer optimizer = options.train().optimizer(plugins);
      options.train().schedule(plugins);
      List<NamedHook> hooks = options.train().hooks(plugins);
      options.check(plugins);
      options.data().requireStillThere("");
      Map<String, String> data = options.data().settings();
      Dataset known = opened.computeIfAbsent(data, none -> options.data().open(plugins));
      requireValidation(known);
      NetworkSpec spec = options.spec(known, options.model().cell(), plugins);
      if (isMeasured) {
        Engine engine = engines.computeIfAbsent(options.train().engine(), session::engine);
        Network network = ModelOptions.compile(engine, spec, plugins);
        needs.add(
            new TrainingMemory(network, known, optimizer, hooks, training).estimate().total());
      }
    }
    return needs;
  }

  private static void requireValidation(Dataset data) {
    if (data.validation().symbols() == 0) {
      throw CarouselException.usage("A sweep needs a validation part.")
          .expected("data to compare the trials by")
          .found("none: " + data.description())
          .mend("hold some of it out: --valid 0.1")
          .build();
    }
  }

  private RunOptions options(Trial trial) {
    try {
      return RunOptions.parse(TrialTraining.settings(trial));
    } catch (ParameterException e) {
      throw new ParameterException(
          command, String.valueOf(e.getMessage()), e, e.getArgSpec(), e.getValue());
    }
  }
}
