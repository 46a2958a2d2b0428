package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code anbn}: see {@link CountingTask}. */
public final class CountingTaskProvider implements TaskProvider {
  private static final int MOST = 100_000;

  @Override
  public String id() {
    return "anbn";
  }

  @Override
  public String description() {
    return "the language a^n b^n: the next symbol, at every step (minimum loss ln N / (N + 2))";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(OptionSpec.integer("n", 10, 1, MOST, "largest n, N"));
  }

  @Override
  public Task create(Options options) {
    return new CountingTask(
        options.integer("n"),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
