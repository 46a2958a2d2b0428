package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import dev.carousel.experiments.TrialPlace;
import dev.carousel.experiments.TrialRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Places on standalone clusters of Spark: {@code spark://HOST:PORT}. Immutable and thread-safe. */
public final class SparkPlace implements TrialPlace {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Called by {@link java.util.ServiceLoader}. */
  public SparkPlace() {}

  @Override
  public String scheme() {
    return Master.SCHEME;
  }

  @Override
  public TrialRunner open(String address, int threads, List<Path> jars) {
    DriverJvm.check();
    Master master = Master.of(address);
    master.requireAnswer();
    Thread.currentThread().setContextClassLoader(SparkPlace.class.getClassLoader());
    JavaSparkContext context = start(conf(master, threads, jars));
    try {
      Slots.require(context, threads, PATIENCE);
      return new SparkRunner(context, true);
    } catch (CarouselException none) {
      context.close();
      throw none;
    }
  }

  /**
   * Starts the driver.
   *
   * @throws CarouselException if Spark refuses a setting
   */
  static JavaSparkContext start(SparkConf conf) {
    try {
      return new JavaSparkContext(conf);
    } catch (Exception e) { // Scala declares nothing, and throws SparkException
      throw CarouselException.failure("Spark does not start.")
          .expected("settings that Spark accepts")
          .found(String.valueOf(e.getMessage()).replaceAll("\\s+", " "))
          .mend("correct Spark's settings in CAROUSEL_OPTS, such as -Dspark.executor.memory=1g")
          .cause(e)
          .build();
    }
  }

  /** Settings of Spark among the system properties are in it too. */
  static SparkConf conf(Master master, int threads, List<Path> jars) {
    String sent =
        Stream.concat(DriverJvm.jars(), jars.stream())
            .map(jar -> jar.toAbsolutePath().toString())
            .collect(Collectors.joining(","));
    SparkConf conf =
        new SparkConf()
            .setMaster(master.address())
            .setAppName("carousel sweep")
            .set("spark.jars", sent)
            .set("spark.task.cpus", Integer.toString(threads))
            .set("spark.ui.enabled", "false")
            .set("spark.ui.showConsoleProgress", "false")
            // Run folders come back as results: a hundred of some megabytes.
            .set("spark.driver.maxResultSize", "0");
    if (master.isLoopback()) {
      conf.setIfMissing("spark.driver.host", master.host());
      conf.setIfMissing("spark.driver.bindAddress", master.host());
    }
    return conf;
  }
}
