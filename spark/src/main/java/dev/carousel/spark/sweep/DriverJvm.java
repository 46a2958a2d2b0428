package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import java.io.File;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** The JVM of the driver: this one. */
final class DriverJvm {
  /** Of the packages that Spark opens by reflection, the one that it needs first. */
  private static final String NEEDED = "sun.nio.ch";

  private static final String SPARK = "org/apache/spark/SparkConf.class";
  private static final String HOME = "SPARK_HOME";

  private DriverJvm() {}

  /**
   * Spark must be there, and reaches into packages that Java keeps to itself.
   *
   * @throws CarouselException if it is not there, or this JVM was not started with the options for
   *     it
   */
  static void check() {
    if (DriverJvm.class.getClassLoader().getResource(SPARK) == null) {
      throw CarouselException.usage("Spark is not on the class path.")
          .expected("the jars of an installation of Spark 4")
          .found(HOME + "=" + System.getenv().getOrDefault(HOME, ""))
          .mend("name its folder, in which there is a folder jars: " + HOME + "=/opt/spark")
          .build();
    }
    Module base = Object.class.getModule();
    if (!base.isOpen(NEEDED, DriverJvm.class.getModule())) {
      throw CarouselException.failure("Spark needs Java options that this JVM was started without.")
          .expected("--add-opens=java.base/" + NEEDED + "=ALL-UNNAMED, and some more")
          .mend("start Java with " + JavaModuleOptions.defaultModuleOptions())
          .build();
    }
  }

  /**
   * The jars that the executors lack: the class path of the application without Spark's own, and
   * the plugins beside this one.
   */
  static Stream<Path> jars() {
    return Stream.concat(ofApplication(), ofPlugins());
  }

  private static Stream<Path> ofApplication() {
    Path home = Path.of(System.getenv().getOrDefault(HOME, "/nowhere"), "jars");
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of)
        .filter(jar -> !jar.startsWith(home));
  }

  private static Stream<Path> ofPlugins() {
    return DriverJvm.class.getClassLoader() instanceof URLClassLoader folder
        ? Stream.of(folder.getURLs()).map(jar -> Path.of(URI.create(jar.toString())))
        : Stream.of();
  }
}
