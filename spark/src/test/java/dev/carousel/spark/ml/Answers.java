package dev.carousel.spark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Answers of Spark as lines of CSV, for comparison with those of the command line. */
public final class Answers {
  private Answers() {}

  /** Each row as a line, sorted. */
  public static List<String> lines(Dataset<Row> answers) {
    return answers.collectAsList().stream().map(Answers::line).sorted().toList();
  }

  private static String line(Row row) {
    List<String> cells = new ArrayList<>();
    for (int c = 0; c < row.size(); c++) {
      cells.add(cell(row.get(c)));
    }
    return String.join(",", cells);
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return text.contains(",") ? '"' + text + '"' : text;
  }

  /** Lines of the command without the header and some of the columns, sorted. */
  public static List<String> without(List<String> lines, String... columns) {
    List<String> names = List.of(lines.get(0).split(","));
    return lines.stream()
        .skip(1)
        .map(line -> line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1))
        .map(
            cells ->
                IntStream.range(0, cells.length)
                    .filter(c -> !Arrays.asList(columns).contains(names.get(c)))
                    .mapToObj(c -> cells[c])
                    .collect(Collectors.joining(",")))
        .sorted()
        .toList();
  }
}
