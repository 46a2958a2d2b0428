package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code temporal-order}: see {@link TemporalOrderTask}. */
public final class TemporalOrderTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "temporal-order";
  }

  @Override
  public String description() {
    return "the temporal order problem: the order of X and Y, at the end";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps("length", 100, 10, "minimum steps of a sequence"), TaskOptions.ordered());
  }

  @Override
  public Task create(Options options) {
    return new TemporalOrderTask(
        options.integer("length"),
        options.integer(TaskOptions.SYMBOLS),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
