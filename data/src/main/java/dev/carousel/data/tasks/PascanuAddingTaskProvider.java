package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code adding-pascanu}: see {@link PascanuAddingTask}. */
public final class PascanuAddingTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "adding-pascanu";
  }

  @Override
  public String description() {
    return "the adding problem of Pascanu 2013: the mean of two marked numbers (baseline MSE 1/24)";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps(
            "length", 50, 10, "minimum steps of a sequence; it is less than a tenth longer"));
  }

  @Override
  public Task create(Options options) {
    return new PascanuAddingTask(
        options.integer("length"),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
