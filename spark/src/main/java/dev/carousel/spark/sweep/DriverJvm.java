package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** The JVM of the driver: this one. */
final class DriverJvm {
  /** Of the packages that Spark opens by reflection, the one that it needs first. */
  private static final String NEEDED = "sun.nio.ch";

  private static final String SERVICES = "META-INF/services/dev.carousel.";

  private DriverJvm() {}

  /**
   * Spark reaches into packages that Java keeps to itself.
   *
   * @throws CarouselException if this JVM was not started with the options for it
   */
  static void check() {
    Module base = Object.class.getModule();
    if (!base.isOpen(NEEDED, DriverJvm.class.getModule())) {
      throw CarouselException.failure("Spark needs Java options that this JVM was started without.")
          .expected("--add-opens=java.base/" + NEEDED + "=ALL-UNNAMED, and some more")
          .mend("start Java with " + JavaModuleOptions.defaultModuleOptions())
          .build();
    }
  }

  /**
   * The jars that the executors lack: the class path of the application, and the plugins beside
   * Spark. What Spark itself needs, they have.
   */
  static Stream<Path> jars() {
    return Stream.concat(ofApplication(), ofPlugins());
  }

  private static Stream<Path> ofApplication() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar"))
        .map(Path::of);
  }

  /** Of the folder that this class comes from: what is no part of Spark. */
  private static Stream<Path> ofPlugins() {
    return DriverJvm.class.getClassLoader() instanceof URLClassLoader folder
        ? Stream.of(folder.getURLs())
            .map(jar -> Path.of(URI.create(jar.toString())))
            .filter(DriverJvm::isPlugin)
        : Stream.of();
  }

  private static boolean isPlugin(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().anyMatch(entry -> entry.getName().startsWith(SERVICES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
