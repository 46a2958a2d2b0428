package dev.carousel.benchmarks.worker;

import dev.carousel.Engines;
import dev.carousel.benchmarks.runs.RunProblem;
import dev.carousel.benchmarks.runs.UpdateWatch;
import dev.carousel.engine.Engine;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Carousel's part in a training run. */
final class TimedRun {
  private TimedRun() {}

  /** Checks the losses of the first updates, then times; whatever goes wrong becomes a reason. */
  static Measurement measure(Job job, RunProblem problem) {
    List<Path> folders = job.plugins().stream().map(Path::of).toList();
    try (PluginDiscovery found = PluginDiscovery.in(folders);
        Engine engine = Engines.fused(job.threads())) {
      UpdateWatch watch =
          new UpdateWatch((int) problem.losses().size(), job.warmUp(), job.seconds());
      watch.run(problem.recipe().parts(Plugins.of(found), engine).trainer(watch));
      double error = problem.error(watch.losses());
      return error <= job.tolerance()
          ? measurement(engine, watch, error)
          : Measurement.failure(
              String.format(
                  Locale.ROOT,
                  "not timed: a loss differs from that of the first updates by %.1e, allowed %.1e",
                  error,
                  job.tolerance()));
    } catch (RuntimeException | LinkageError failed) {
      failed.printStackTrace();
      return Measurement.failure(failed.toString());
    }
  }

  private static Measurement measurement(Engine engine, UpdateWatch watch, double error) {
    return new Measurement(
        null,
        CarouselWorkload.version(engine),
        watch.meanMillis(),
        watch.leastMillis(),
        watch.timed(),
        error,
        0,
        null);
  }
}
