package dev.carousel.data.tasks;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.error.CarouselException;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Options;
import java.util.List;

/** The task {@code two-sequence}: see {@link TwoSequenceTask}. */
public final class TwoSequenceTaskProvider implements TaskProvider {
  @Override
  public String id() {
    return "two-sequence";
  }

  @Override
  public String description() {
    return "the two-sequence (latch) problem: at the end, the class that the first steps carry";
  }

  @Override
  public List<OptionSpec> options() {
    return TaskOptions.with(
        TaskOptions.steps(
            "length", 100, 2, "minimum steps of a sequence; it is up to a tenth longer"),
        TaskOptions.steps("informative", 3, 1, "first steps that carry the class"),
        OptionSpec.choice(
            "noise",
            TwoSequenceTask.Variant.REST,
            TwoSequenceTask.Variant.class,
            "what is noisy: the other steps (3a), every input (3b), or the target too (3c)"));
  }

  @Override
  public Task create(Options options) {
    int length = options.integer("length");
    int informative = options.integer("informative");
    if (informative >= length) {
      throw CarouselException.usage(
              "Option 'informative' of the task two-sequence is out of " + "range.")
          .expected("fewer steps than the length, " + length)
          .found(informative)
          .build();
    }
    return new TwoSequenceTask(
        length,
        informative,
        options.choice("noise", TwoSequenceTask.Variant.class),
        options.integer(TaskOptions.SEQUENCES),
        options.integer(TaskOptions.VALID));
  }
}
