package dev.carousel.cli;

import dev.carousel.Engines;
import dev.carousel.Version;
import dev.carousel.engine.Engine;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    try (Engine engine = Engines.fused(1)) {
      return new String[] {
        "Carousel " + Version.current(),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"),
        "Kernels " + engine.kernels()
      };
    }
  }
}
