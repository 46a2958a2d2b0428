package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code embedded-reber}: see {@link ReberTask}. */
public final class ReberTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "embedded-reber";
  }

  @Override
  public String description() {
    return "the embedded Reber grammar: the next symbol, at every step (minimum loss 0.441)";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps("length", 50, ReberTask.SHORTEST, "maximum symbols of a string"));
  }

  @Override
  public Task create(Options options) {
    return new ReberTask(
        options.integer("length"),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
