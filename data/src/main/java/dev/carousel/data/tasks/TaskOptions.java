package dev.carousel.data.tasks;

import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;
import java.util.stream.Stream;

/** The options that every task here has. */
final class TaskOptions {
  static final String SEQUENCES = "sequences";
  static final String VALID = "valid";
  static final String SYMBOLS = "symbols";
  static final String MIN_LENGTH = "min-length";

  private static final int MOST_STEPS = 1_000_000;
  private static final int MOST_SEQUENCES = 100_000_000;

  private TaskOptions() {}

  static OptionSpec steps(String name, int defaultValue, int least, String description) {
    return OptionSpec.integer(name, defaultValue, least, MOST_STEPS, description);
  }

  /** How many symbols have an order to be told. */
  static OptionSpec ordered() {
    return OptionSpec.integer(SYMBOLS, 2, 2, 3, "symbols whose order is the class: 2 or 3");
  }

  /**
   * The value of {@value #MIN_LENGTH}.
   *
   * @param usual what 0 stands for
   * @throws CarouselException if it is neither 0 nor within {@code least} and {@code longest}
   */
  static int shortest(String task, Options options, int least, int longest, int usual) {
    int given = options.integer(MIN_LENGTH);
    if (given != 0 && (given < least || given > longest)) {
      throw CarouselException.usage(
              "Option '" + MIN_LENGTH + "' of the task " + task + " is out of range.")
          .expected("0, or at least " + least + " and at most the length, " + longest)
          .found(given)
          .build();
    }
    return given == 0 ? usual : given;
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
