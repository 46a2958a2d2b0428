package dev.carousel.data.tasks;

import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Options;
import java.util.Map;

/** Makes tasks, draws from them, and reads what was drawn. */
final class Tasks {
  private Tasks() {}

  static Task create(TaskProvider provider, Map<String, String> given) {
    return provider.create(options(provider, given));
  }

  static Options options(TaskProvider provider, Map<String, String> given) {
    return Options.of("task " + provider.id(), provider.options(), given);
  }

  /** The sequence with an index: the same every time. */
  static Task.Example draw(Task task, int index) {
    return task.draw(RandomStreams.stream(1, "test", index));
  }

  static float[] values(Task.Example example) {
    return ((Inputs.Values) example.inputs()).values();
  }

  static int[] ids(Task.Example example) {
    return ((Inputs.Symbols) example.inputs()).ids();
  }

  static float number(Task.Example example) {
    return ((Targets.Values) example.targets()).values()[0];
  }

  static int[] classes(Task.Example example) {
    return ((Targets.Symbols) example.targets()).ids();
  }
}
