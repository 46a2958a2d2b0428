package dev.carousel.cli.predict;

import dev.carousel.cli.console.JsonText;
import dev.carousel.cli.console.OutputFile;
import dev.carousel.error.CarouselException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How rows are written as lines. */
enum RowFormat {
  /** Values separated by commas, with a header; an empty cell where nothing is known. (RFC 4180) */
  CSV(".csv") {
    @Override
    String header(List<String> names) {
      return names.stream().map(RowFormat::quoted).collect(Collectors.joining(",")) + "\n";
    }

    @Override
    String line(List<String> names, @Nullable Object[] cells) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < cells.length; i++) {
        Object cell = cells[i];
        line.append(i == 0 ? "" : ",");
        line.append(cell == null ? "" : cell instanceof String text ? quoted(text) : cell);
      }
      return line.append('\n').toString();
    }
  },
  /** A JSON object on each line; null where nothing is known. */
  JSON_LINES(".jsonl") {
    @Override
    String header(List<String> names) {
      return "";
    }

    @Override
    String line(List<String> names, @Nullable Object[] cells) {
      Map<String, @Nullable Object> object = new LinkedHashMap<>();
      for (int i = 0; i < cells.length; i++) {
        object.put(names.get(i), cells[i]);
      }
      return JsonText.toJson(object) + "\n";
    }
  },
  /** An array for each column, for NumPy; see {@link PredictionArrays}. */
  NPZ(".npz") {
    @Override
    String header(List<String> names) {
      throw new UnsupportedOperationException("arrays have no rows");
    }

    @Override
    String line(List<String> names, @Nullable Object[] cells) {
      throw new UnsupportedOperationException("arrays have no rows");
    }
  };

  private final String ending;

  RowFormat(String ending) {
    this.ending = ending;
  }

  /** What stands before the rows. */
  abstract String header(List<String> names);

  /**
   * One row.
   *
   * @param cells strings, integers and doubles; null where nothing is known
   */
  abstract String line(List<String> names, @Nullable Object[] cells);

  /**
   * The format that the ending of a file's name tells.
   *
   * @throws CarouselException if it tells none
   */
  static RowFormat of(OutputFile file) {
    if (file.isStandardOutput()) {
      return CSV;
    }
    String name = file.given().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.ending))
        .findFirst()
        .orElseThrow(
            () ->
                CarouselException.usage("--out has an ending that names no format for predictions.")
                    .expected(
                        "a name that ends in "
                            + Arrays.stream(values())
                                .map(format -> format.ending)
                                .collect(Collectors.joining(", ")))
                    .found(file.given())
                    .build());
  }

  private static String quoted(String text) {
    boolean isPlain =
        text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            && text.equals(text.strip());
    return isPlain && !text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
