package dev.carousel.cli.sweep;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.LocalRunner;
import dev.carousel.experiments.TrialPlace;
import dev.carousel.experiments.TrialRunner;
import dev.carousel.experiments.Workers;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the trials of a sweep are made.
 *
 * @param on this machine, or an address
 * @param jobs how many at the same time; null if it is not said
 * @param threads of each trial
 * @param workers what makes them on this machine; null if it is not said
 */
record Places(String on, @Nullable Integer jobs, int threads, @Nullable Workers workers) {
  /** This machine. */
  static final String LOCAL = "local";

  private static final String SPARK = "spark://";

  /**
   * Refuses a place that there cannot be.
   *
   * @throws CarouselException if it is neither this machine nor an address
   */
  void check() {
    if (isHere()) {
      if (jobs != null) {
        LocalRunner.check(jobs);
      }
      return;
    }
    if (!on.contains("://")) {
      throw CarouselException.usage("--on is malformed.")
          .expected(LOCAL + ", or an address such as " + SPARK + "HOST:7077")
          .found("--on " + on)
          .build();
    }
    if (jobs != null) {
      throw CarouselException.usage(
              "--jobs has no effect there: the cluster has as many as it can.")
          .found("--jobs " + jobs + " with --on " + on)
          .mend("leave out --jobs")
          .build();
    }
    if (workers != null) {
      throw CarouselException.usage("--workers has no effect there: the cluster has its own.")
          .found("--workers " + workers.name().toLowerCase(Locale.ROOT) + " with --on " + on)
          .mend("leave out --workers")
          .build();
    }
  }

  /** Whether it is this machine. */
  boolean isHere() {
    return on.equals(LOCAL);
  }

  /** Whether the number of trials at the same time depends on the memory that they need. */
  boolean dependsOnMemory() {
    return isHere() && jobs == null;
  }

  /**
   * This machine.
   *
   * @param trials of the sweep
   * @param needs the memory that they need, in bytes, if the place depends on it
   */
  LocalPlace here(int trials, List<Long> needs) {
    return LocalPlace.of(
        jobs, threads, trials, Objects.requireNonNullElse(workers, Workers.THREADS), needs);
  }

  /**
   * Opens a place elsewhere.
   *
   * @param loaders of the plugins' classes
   * @throws CarouselException if nothing is there, or no plugin knows such places
   */
  TrialRunner open(List<ClassLoader> loaders) {
    TrialPlace place = known(loaders).orElseThrow(this::unknown);
    ClassLoader own = place.getClass().getClassLoader();
    List<Path> jars =
        loaders.stream().filter(loader -> loader != own).flatMap(Places::jars).toList();
    return place.open(on, threads, jars);
  }

  private Optional<TrialPlace> known(List<ClassLoader> loaders) {
    return loaders.stream()
        .flatMap(loader -> ServiceLoader.load(TrialPlace.class, loader).stream())
        .map(ServiceLoader.Provider::get)
        .filter(place -> on.startsWith(place.scheme()))
        .findFirst();
  }

  /** The jars of a plugin folder. */
  private static Stream<Path> jars(ClassLoader loader) {
    return loader instanceof URLClassLoader folder
        ? Stream.of(folder.getURLs()).map(jar -> Path.of(URI.create(jar.toString())))
        : Stream.of();
  }

  private CarouselException unknown() {
    if (!on.startsWith(SPARK)) {
      return CarouselException.usage("--on has an address of a kind that no plugin knows.")
          .expected(LOCAL + " or " + SPARK + "HOST:7077")
          .found("--on " + on)
          .build();
    }
    return CarouselException.usage("Spark needs the module carousel-spark, which is not loaded.")
        .expected(
            "its jar in a folder that --plugins names, and an installation of Spark 4 that"
                + " SPARK_HOME names")
        .found("--on " + on)
        .mend(
            "build them from the source tree: mvn -Pspark -pl spark -am package -DskipTests; then"
                + " --plugins spark/target/plugins")
        .build();
  }
}
