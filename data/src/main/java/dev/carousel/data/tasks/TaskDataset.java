package dev.carousel.data.tasks;

import dev.carousel.data.DataShape;
import dev.carousel.data.Dataset;
import dev.carousel.data.Part;
import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.spi.Options;
import java.util.Locale;

/**
 * A task as a dataset. Training draws fresh sequences in every epoch, each from its own random
 * stream by seed, epoch and index. The validation set is the same for every seed and epoch, so that
 * runs can be compared. Its streams are never used in training.
 */
public final class TaskDataset implements Dataset {
  private final TaskCodec codec;
  private final Task task;

  private TaskDataset(TaskCodec codec, Task task) {
    this.codec = codec;
    this.task = task;
  }

  /** The task that a provider creates from these options. */
  public static TaskDataset of(TaskProvider provider, Options options) {
    return new TaskDataset(new TaskCodec(provider.id(), options.asMap()), provider.create(options));
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT,
        "task %s: sequences of up to %,d steps, %,d an epoch to train, %,d to validate",
        codec.id(),
        task.longest(),
        task.sequences(),
        task.validationSequences());
  }

  @Override
  public DataShape shape() {
    return task.shape();
  }

  @Override
  public Part training() {
    return new TaskPart(codec.id(), task, task.sequences(), false);
  }

  @Override
  public Part validation() {
    return task.validationSequences() == 0
        ? Part.empty()
        : new TaskPart(codec.id(), task.forValidation(), task.validationSequences(), true);
  }

  @Override
  public TaskCodec codec() {
    return codec;
  }
}
