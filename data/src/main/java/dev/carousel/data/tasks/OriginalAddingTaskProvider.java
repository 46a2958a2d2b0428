package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code adding-hs97}: see {@link OriginalAddingTask}. */
public final class OriginalAddingTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "adding-hs97";
  }

  @Override
  public String description() {
    return "the adding problem of Hochreiter and Schmidhuber 1997 (baseline MSE about 1/24)";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps(
            "length",
            100,
            OriginalAddingTask.SHORTEST,
            "minimum steps of a sequence; it is up to a tenth longer"));
  }

  @Override
  public Task create(Options options) {
    return new OriginalAddingTask(
        options.integer("length"),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
