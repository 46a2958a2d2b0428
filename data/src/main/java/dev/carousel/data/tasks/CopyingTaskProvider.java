package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code copying}: see {@link CopyingTask}. */
public final class CopyingTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "copying";
  }

  @Override
  public String description() {
    return "the copying problem: 10 symbols, to be repeated in order after a delay";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps("delay", 100, 1, "steps between the symbols and their recall, T"));
  }

  @Override
  public Task create(Options options) {
    return new CopyingTask(
        options.integer("delay"),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
