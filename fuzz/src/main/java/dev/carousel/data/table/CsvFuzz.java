package dev.carousel.data.table;

import dev.carousel.data.DataCodec;
import dev.carousel.fuzz.Hostile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Any bytes as a table. */
public final class CsvFuzz {
  private CsvFuzz() {}

  /** Called by Jazzer, before time counts. */
  public static void fuzzerInitialize() {
    Hostile.warmUp(CsvFuzz::fuzzerTestOneInput);
  }

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    var unused = load(input);
  }

  /** Why the input was refused; empty if it was loaded. Whatever is thrown is a finding. */
  public static Optional<String> load(byte[] input) {
    return Hostile.file("table.csv", input, CsvFuzz::check);
  }

  private static void check(Path file) throws IOException {
    Table table = Table.read(file);
    Hostile.require(table.rows() > 0, table.rows() + " rows");
    for (String column : table.columns()) {
      double[] values = table.column(column);
      Hostile.require(values.length == table.rows(), column);
      Hostile.require(Arrays.stream(values).allMatch(Double::isFinite), column);
    }
    if (!Hostile.isThorough()) {
      return;
    }
    requireSame(table, file.resolveSibling("copy.csv"));
    TableDataset dataset = table.split(TableTargets.of(table.columns().get(0)), 0);
    Hostile.require(DataCodec.fromJson(dataset.codec().toJson()).equals(dataset.codec()), dataset);
  }

  private static void requireSame(Table table, Path copy) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        table.columns().stream()
            .map(name -> '"' + name.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(",", "", "\n")));
    List<double[]> columns = table.columns().stream().map(table::column).toList();
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      text.append(columns.stream().map(c -> "" + c[at]).collect(Collectors.joining(",", "", "\n")));
    }
    Files.writeString(copy, text);
    Table again = Table.read(copy);
    Hostile.require(again.columns().equals(table.columns()), again.columns());
    for (String column : table.columns()) {
      Hostile.require(Arrays.equals(again.column(column), table.column(column)), column);
    }
  }
}
