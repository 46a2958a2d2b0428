package dev.carousel.experiments.process;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start another Java virtual machine like this one: the same Java, classes and flags, but a
 * heap of its own size. Immutable and thread-safe.
 *
 * @param main the class that is started
 */
public record JavaCommand(Class<?> main) {
  /** The code with which a virtual machine ends that has no memory left. */
  static final int OUT_OF_MEMORY = 3;

  /** Environment variables whose flags this machine was told of, as it was of those of its line. */
  private static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  /**
   * Flags that are not passed on: sizes of the heap, what only one process can have, such as a port
   * or a file that is written, and descriptors that a child does not inherit.
   */
  private static final List<String> OWN =
      List.of(
          "-Xm",
          "-XX:MaxHeapSize",
          "-XX:MinHeapSize",
          "-XX:InitialHeapSize",
          "-XX:SoftMaxHeapSize",
          "-XX:NewSize",
          "-XX:MaxNewSize",
          "-XX:MaxRAM",
          "-XX:MinRAM",
          "-XX:InitialRAM",
          "-agentlib:jdwp",
          "-Xrunjdwp",
          "-XX:StartFlightRecording",
          "-XX:ArchiveClassesAtExit",
          "-XX:DumpLoadedClassList",
          "-Xlog:class+load:file",
          "-Xlog:gc:file",
          "-Dcom.sun.management.jmxremote",
          "-Dcarousel.stderr",
          "-Dcarousel.terminal");

  /**
   * A process that is yet to be started.
   *
   * @param heap the size of its heap, in bytes
   */
  ProcessBuilder with(long heap) {
    ProcessBuilder builder = new ProcessBuilder(words(heap));
    VARIABLES.forEach(builder.environment()::remove);
    return builder;
  }

  private List<String> words(long heap) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> OWN.stream().noneMatch(flag::startsWith))
        .forEach(words::add);
    words.add("-Xmx" + (heap >> 10) + "k");
    words.add("-XX:+ExitOnOutOfMemoryError");
    Module module = main.getModule();
    if (module.isNamed()) {
      words.addAll(List.of("-m", module.getName() + "/" + main.getName()));
    } else {
      words.addAll(List.of("-cp", System.getProperty("java.class.path", ""), main.getName()));
    }
    return words;
  }
}
