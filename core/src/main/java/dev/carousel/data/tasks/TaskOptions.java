package dev.carousel.data.tasks;

import dev.carousel.spi.OptionSpec;
import java.util.List;
import java.util.stream.Stream;

/** The options that every task here has. */
final class TaskOptions {
  static final String SEQUENCES = "sequences";
  static final String VALID = "valid";

  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_SEQUENCES = 100_000_000;

  private TaskOptions() {}

  static OptionSpec steps(String name, int defaultValue, int least, String description) {
    return OptionSpec.integer(name, defaultValue, least, MOST_STEPS, description);
  }

  /** A task's own options, then the common ones. */
  static List<OptionSpec> with(OptionSpec... own) {
    return Stream.concat(
            Stream.of(own),
            Stream.of(
                OptionSpec.integer(
                    SEQUENCES, 10_000, 1, MOST_SEQUENCES, "fresh sequences in an epoch"),
                OptionSpec.integer(
                    VALID, 1_000, 0, MOST_SEQUENCES, "sequences of the fixed validation set")))
        .toList();
  }
}
