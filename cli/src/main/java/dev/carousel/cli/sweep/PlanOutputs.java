package dev.carousel.cli.sweep;

import dev.carousel.cli.console.OutputFile;
import dev.carousel.cli.figures.FiguresFolder;
import dev.carousel.cli.options.DataPlace;
import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.SweepFolder;
import dev.carousel.experiments.SweepPlan;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Refuses files that a sweep would write into what it reads: the data of its trials, which a plan
 * or an earlier call may have named, and the trials themselves.
 *
 * @param command with its options
 */
record PlanOutputs(CommandSpec command) {
  /**
   * Looks at every file that the options name.
   *
   * @throws CarouselException if one of them is data, or belongs to a trial
   */
  void check(SweepPlan plan, SweepFolder folder) {
    for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
      for (OutputFile file : FiguresFolder.outputs(option.getValue())) {
        String where = option.longestName() + " " + file.given();
        data(plan).forEach(path -> requireApart(file, path, where));
        folder.parts().forEach(path -> requireNoPart(file, path, where));
      }
    }
  }

  private static Set<Path> data(SweepPlan plan) {
    Set<Path> paths = new LinkedHashSet<>();
    for (int i = 0; i < plan.combinations().size(); i++) {
      paths.addAll(RunOptions.parse(TrialTraining.settings(plan.trial(i, 0))).data().paths());
    }
    return paths;
  }

  private static void requireApart(OutputFile file, Path path, String where) {
    boolean isSame = file.isSame(path);
    if (isSame || new DataPlace(path).isAround(file)) {
      throw CarouselException.usage("The sweep would change its own data.")
          .expected(
              "a file " + (isSame ? "other than " : "outside of ") + path + ", which trials read")
          .found(file.given())
          .where(where)
          .build();
    }
  }

  private static void requireNoPart(OutputFile file, Path path, String where) {
    if (file.isSame(path) || file.isIn(path)) {
      throw CarouselException.usage("The sweep would replace a file that it keeps.")
          .expected("a file other than " + path + " and what is in it")
          .found(file.given())
          .where(where)
          .build();
    }
  }
}
