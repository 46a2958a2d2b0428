package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code temporal-order-pascanu}: see {@link PascanuOrderTask}. */
public final class PascanuOrderTaskProvider implements TaskProvider {
  private static final int SHORTEST = 10;

  @Override
  public String id() {
    return "temporal-order-pascanu";
  }

  @Override
  public String description() {
    return "the temporal order problem of Pascanu 2013: 6 symbols, sequences of mixed lengths";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps("length", 200, SHORTEST, "maximum steps of a sequence"),
        TaskOptions.steps(
            TaskOptions.MIN_LENGTH, 0, 0, "minimum steps; 0 for a quarter of the maximum"),
        TaskOptions.ordered());
  }

  @Override
  public Task create(Options options) {
    int longest = options.integer("length");
    return new PascanuOrderTask(
        TaskOptions.shortest(id(), options, SHORTEST, longest, Math.max(SHORTEST, longest / 4)),
        longest,
        options.integer(TaskOptions.SYMBOLS),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
