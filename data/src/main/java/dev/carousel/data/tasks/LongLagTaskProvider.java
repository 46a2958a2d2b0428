package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.tasks.LongLagTask.Between;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code long-lag}: see {@link LongLagTask}. */
public final class LongLagTaskProvider implements TaskProvider {
  private static final int LONGEST = 10_000; // a symbol for each step, so a wide head

  @Override
  public String id() {
    return "long-lag";
  }

  @Override
  public String description() {
    return "the noise-free long time lag of Hochreiter and Schmidhuber 1997: the first symbol"
        + " again";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        OptionSpec.integer("lag", 100, 2, LONGEST, "steps between the two equal symbols, p"),
        OptionSpec.choice(
            "between",
            Between.ORDERED,
            Between.class,
            "the symbols between: always the same (2a), or random (2b)"));
  }

  @Override
  public Task create(Options options) {
    return new LongLagTask(
        options.integer("lag"),
        options.choice("between", Between.class),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
