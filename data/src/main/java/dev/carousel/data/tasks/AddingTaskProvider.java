package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code adding}: see {@link AddingTask}. */
public final class AddingTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "adding";
  }

  @Override
  public String description() {
    return "the adding problem: the sum of two marked numbers, at the end (baseline MSE 1/6)";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps("length", 100, 2, "steps of a sequence, or their maximum"),
        TaskOptions.steps(
            TaskOptions.MIN_LENGTH, 0, 0, "minimum steps; 0 for sequences of equal length"));
  }

  @Override
  public Task create(Options options) {
    int longest = options.integer("length");
    return new AddingTask(
        TaskOptions.shortest(id(), options, 2, longest, longest),
        longest,
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
