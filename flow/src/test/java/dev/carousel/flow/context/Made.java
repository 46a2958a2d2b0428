package dev.carousel.flow.context;

import dev.carousel.data.TaskProvider;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.spi.Options;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Data that is made so that the right answer is known. */
final class Made {
  private Made() {}

  /** One column that is predicted one step ahead. */
  static TableDataset series(double[] x) {
    return TableDataset.of(Frame.of("x", x), Roles.of("x"), SplitPlan.NONE);
  }

  static double[] values(int count, IntToDoubleFunction value) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = value.applyAsDouble(i);
    }
    return values;
  }

  static TextDataset text(StringBuilder text) {
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return Text.read("made", new ByteArrayInputStream(bytes)).split(0);
  }

  static TaskDataset task(TaskProvider provider, String... options) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      given.put(options[i], options[i + 1]);
    }
    return TaskDataset.of(provider, Options.of(provider.id(), provider.options(), given));
  }
}
