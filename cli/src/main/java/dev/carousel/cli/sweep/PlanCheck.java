package dev.carousel.cli.sweep;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.data.Dataset;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.SweepPlan;
import dev.carousel.experiments.Trial;
import dev.carousel.plugin.Plugins;
import dev.carousel.train.Limit;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Refuses a plan with a combination that could not be trained, before the first trial begins.
 *
 * @param plugins that settings name
 * @param command whose options the settings are
 */
record PlanCheck(Plugins plugins, CommandLine command) {
  /**
   * Looks at each combination once, and reads each data set once.
   *
   * @throws CarouselException if a setting is not allowed, or data cannot be read
   * @throws ParameterException if a value is not of its option's type
   */
  void check(SweepPlan plan) {
    Map<Map<String, String>, Dataset> opened = new HashMap<>();
    for (int i = 0; i < plan.combinations().size(); i++) {
      RunOptions options = options(plan.trial(i, plan.seeds().get(0)));
      options.train().plan(Limit.USUAL);
      options.train().keepCheckpoints();
      options.train().optimizer(plugins);
      options.train().schedule(plugins);
      options.train().hooks(plugins);
      options.check(plugins);
      options.data().requireStillThere("");
      Map<String, String> data = options.data().settings();
      Dataset known = opened.computeIfAbsent(data, none -> options.data().open(plugins));
      requireValidation(known);
      options.spec(known, options.model().cell(), plugins);
    }
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
