package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code trigger}: see {@link TriggerTask}. */
public final class TriggerTaskProvider implements TaskProvider {
  private static final int MOST_DISTRACTORS = 10_000;

  @Override
  public String id() {
    return "trigger";
  }

  @Override
  public String description() {
    return "a very long time lag among random symbols: after a trigger, the second symbol again";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps("lag", 100, 1, "minimum distractors between symbol and trigger, q"),
        OptionSpec.integer(
            "distractors",
            0,
            0,
            MOST_DISTRACTORS,
            "symbols that distractors are drawn from, p; 0 for as many as the lag, at most "
                + MOST_DISTRACTORS));
  }

  @Override
  public Task create(Options options) {
    int lag = options.integer("lag");
    int distractors = options.integer("distractors");
    return new TriggerTask(
        lag,
        distractors == 0 ? Math.min(lag, MOST_DISTRACTORS) : distractors,
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
