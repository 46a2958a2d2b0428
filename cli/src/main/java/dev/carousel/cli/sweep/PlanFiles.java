package dev.carousel.cli.sweep;

import dev.carousel.cli.options.RunOptions;
import dev.carousel.cli.train.TrialTraining;
import dev.carousel.error.CarouselException;
import dev.carousel.experiments.SweepPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files that the trials of a plan read. */
final class PlanFiles {
  private PlanFiles() {}

  /** All of them, as the settings name them, or as entries of folders that these name. */
  static List<Path> of(SweepPlan plan) {
    Set<Path> all = new LinkedHashSet<>();
    for (int i = 0; i < plan.combinations().size(); i++) {
      RunOptions options = RunOptions.of(TrialTraining.settings(plan.trial(i, 0)));
      options.data().paths().forEach(path -> add(path, all));
    }
    return List.copyOf(all);
  }

  private static void add(Path path, Set<Path> all) {
    try (Stream<Path> files = Files.walk(path)) {
      files.filter(Files::isRegularFile).sorted().forEach(all::add);
    } catch (IOException e) {
      throw CarouselException.failure("The data cannot be read.")
          .found(e)
          .where(path)
          .cause(e)
          .build();
    }
  }
}
