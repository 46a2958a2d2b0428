package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.CountingTask.Answer;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code anbn}: see {@link CountingTask}. */
public final class CountingTaskProvider implements TaskProvider {
  private static final int MOST = 100_000;
  private static final String LEAST = "min-n";
  private static final String ANSWER = "targets";
  private static final String MOST_VALID = "valid-n";

  @Override
  public String id() {
    return "anbn";
  }

  @Override
  public String description() {
    return "the language a^n b^n: the next symbol, or all that may follow, at every step";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        OptionSpec.integer("n", 10, 1, MOST, "largest n, N"),
        OptionSpec.integer(LEAST, 1, 1, MOST, "smallest n"),
        OptionSpec.choice(
            ANSWER,
            Answer.NEXT,
            Answer.class,
            "the next symbol (minimum loss ln N / (N + 2) from n = 1), or a number for each "
                + "symbol, 1 if it may follow"),
        OptionSpec.integer(
            MOST_VALID,
            0,
            0,
            MOST,
            "largest n of the validation set, whose n then start at N + 1; 0 for the n of "
                + "training"));
  }

  @Override
  public Task create(Options options) {
    int most = options.integer("n");
    int least = options.integer(LEAST);
    if (least > most) {
      throw CarouselException.usage("Option '" + LEAST + "' of the task anbn is out of range.")
          .expected("at least 1 and at most n, " + most)
          .found(least)
          .build();
    }
    int mostValid = options.integer(MOST_VALID);
    if (mostValid != 0 && mostValid <= most) {
      throw CarouselException.usage("Option '" + MOST_VALID + "' of the task anbn is out of range.")
          .expected("0, or more than n, " + most)
          .found(mostValid)
          .build();
    }
    return new CountingTask(
        least,
        most,
        options.choice(ANSWER, Answer.class),
        mostValid,
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
