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
                + "symbol, 1 if it may follow"));
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
    return new CountingTask(
        least,
        most,
        options.choice(ANSWER, Answer.class),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
