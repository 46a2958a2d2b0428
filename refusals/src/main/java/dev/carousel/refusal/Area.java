package dev.carousel.refusal;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What inputs are about, by the tests that hold how they are refused. */
enum Area {
  COMMAND_LINE("The command line", "dev.carousel.cli."),
  DATA("Texts, tables and tasks", "dev.carousel.data."),
  FILES(
      "Files of models, checkpoints and failed updates; run folders",
      "dev.carousel.io.",
      "dev.carousel.model.SavedModel",
      "dev.carousel.train.CheckpointFile",
      "dev.carousel.train.RunFolder",
      "dev.carousel.nonfinite.FailedUpdateFile"),
  FOREIGN("Networks of other frameworks, in and out", "dev.carousel.interop."),
  PLUGINS("Plugins and their options", "dev.carousel.plugin.", "dev.carousel.spi."),
  NETWORKS(
      "Networks and cells",
      "dev.carousel.model.",
      "dev.carousel.engine.",
      "dev.carousel.expr.",
      "dev.carousel.tensor.",
      "dev.carousel.cells."),
  OPTIMIZERS("Optimizers, schedules and hooks", "dev.carousel.optimizers."),
  TRAINING("Training", "dev.carousel.train."),
  EXPERIMENTS("Experiments", "dev.carousel.experiments."),
  FLOW("Gradient flow", "dev.carousel.flow."),
  TESTKIT("The test kit", "dev.carousel.testkit."),
  OTHER("Others", "");

  private final String title;
  private final List<String> prefixes;

  Area(String title, String... prefixes) {
    this.title = title;
    this.prefixes = List.of(prefixes);
  }

  String title() {
    return title;
  }

  /** The area of a test class: that of the longest prefix. */
  static Area of(String testClass) {
    return Arrays.stream(values())
        .max(Comparator.comparingInt(area -> area.match(testClass)))
        .orElse(OTHER);
  }

  private int match(String testClass) {
    return prefixes.stream()
        .filter(testClass::startsWith)
        .mapToInt(String::length)
        .max()
        .orElse(-1);
  }
}
