package dev.carousel.cli.sweep;

import dev.carousel.cli.options.Given;
import dev.carousel.cli.options.ModelOptions;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.options.Session;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.data.Dataset;
import dev.carousel.engine.Engine;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.SweepPlan;
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
 * @param places where settings that a file has are in it, by name
 * @param isMeasured whether to find out how much memory the trainings need
 */
record PlanCheck(
    Session session, CommandLine command, Map<String, String> places, boolean isMeasured) {
  /**
   * Looks at each combination once, and reads each data set once.
   *
   * @return the memory that each combination needs, in bytes; 0 if that is not wanted
   * @throws CarouselException if a setting is not allowed, or data cannot be read
   * @throws ParameterException if a value is not of its option's type
   */
  List<Long> check(SweepPlan plan) {
    List<Long> needs = new ArrayList<>();
    Known known = new Known(new HashMap<>(), new HashMap<>());
    for (int i = 0; i < plan.combinations().size(); i++) {
      Map<String, String> settings = TrialTraining.settings(plan.trial(i, plan.seeds().get(0)));
      try {
        needs.add(need(settings, known));
      } catch (CarouselException | ParameterException fault) {
        throw new PlanBlame(places, without -> need(without, known)).located(fault, settings);
      }
    }
    return needs;
  }

  /** What was read or made for a combination and serves others. */
  private record Known(
      Map<EngineSettings, Engine> engines, Map<Map<String, String>, Dataset> opened) {}

  /** The memory that a combination needs; 0 if that is not wanted. */
  private long need(Map<String, String> settings, Known known) {
    Plugins plugins = session.plugins();
    RunOptions options = options(settings);
    TrainingPlan training = options.train().plan(Limit.USUAL);
    options.train().keepCheckpoints();
    Optimizer optimizer = options.train().optimizer(plugins);
    options.train().schedule(plugins);
    List<NamedHook> hooks = options.train().hooks(plugins);
    Given given = TrialTraining.given(settings);
    options.model().refuseBesideStack(given);
    options.check(plugins);
    options.data().requireThere();
    Map<String, String> data = options.data().settings();
    Dataset opened = known.opened.computeIfAbsent(data, none -> options.data().open(plugins));
    options.data().refuseIdle(given, opened);
    requireValidation(opened);
    NetworkSpec spec = options.spec(opened, options.model().cell(), plugins);
    if (!isMeasured) {
      return 0;
    }
    Engine engine = known.engines.computeIfAbsent(options.train().engine(), session::engine);
    Network network = ModelOptions.compile(engine, spec, plugins);
    return new TrainingMemory(network, opened, optimizer, hooks, training).estimate().total();
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

  private RunOptions options(Map<String, String> settings) {
    try {
      return RunOptions.parse(settings);
    } catch (ParameterException e) {
      throw new ParameterException(
          command, String.valueOf(e.getMessage()), e, e.getArgSpec(), e.getValue());
    }
  }
}
