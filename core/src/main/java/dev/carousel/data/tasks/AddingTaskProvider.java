package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.error.CarouselException;
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
        TaskOptions.steps("length", 100, 2, "steps of a sequence, or the most of them"),
        TaskOptions.steps("min-length", 0, 0, "the least steps; 0 for sequences of one length"));
  }

  @Override
  public Task create(Options options) {
    int longest = options.integer("length");
    int shortest = options.integer("min-length");
    if (shortest == 1 || shortest > longest) {
      throw CarouselException.usage("Option 'min-length' of the task adding is wrong.")
          .expected("0, or at least 2 and at most the length, " + longest)
          .found(shortest)
          .build();
    }
    return new AddingTask(
        shortest == 0 ? longest : shortest,
        longest,
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
