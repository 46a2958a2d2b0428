package dev.carousel.cli;

import dev.carousel.Engines;
import dev.carousel.Version;
import dev.carousel.engine.KernelChoice;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} shows. */
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    KernelChoice choice = Engines.kernels();
    List<String> lines = new ArrayList<>();
    lines.add("Carousel " + Version.current());
    lines.add(
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name"));
    lines.add("Kernels " + choice.kernels());
    if (choice.remedy() != null) {
      lines.add(choice.reason() + " " + choice.remedy());
    }
    return lines.toArray(new String[0]);
  }
}
