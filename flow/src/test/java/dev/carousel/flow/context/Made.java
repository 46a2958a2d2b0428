package dev.carousel.flow.context;

import dev.carousel.data.TaskProvider;
import dev.carousel.data.table.Table;
import dev.carousel.data.table.TableDataset;
import dev.carousel.data.table.TableTargets;
import dev.carousel.data.tasks.TaskDataset;
import dev.carousel.data.text.Text;
import dev.carousel.data.text.TextDataset;
import dev.carousel.spi.Options;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Data that is made so that the right answer is known. */
final class Made {
  private Made() {}

  /** Columns by name, as a table on its way through a file. */
  static Table table(Path folder, List<String> names, double[]... columns) throws IOException {
    StringBuilder csv = new StringBuilder(String.join(",", names)).append('\n');
    for (int row = 0; row < columns[0].length; row++) {
      int at = row;
      csv.append(
          String.join(",", Arrays.stream(columns).map(c -> Double.toString(c[at])).toList()));
      csv.append('\n');
    }
    Path file = folder.resolve("made.csv");
    Files.writeString(file, csv);
    return Table.read(file);
  }

  /** One column that is predicted one step ahead. */
  static TableDataset series(Path folder, double[] x) throws IOException {
    return table(folder, List.of("x"), x).split(TableTargets.of("x"), 0);
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
