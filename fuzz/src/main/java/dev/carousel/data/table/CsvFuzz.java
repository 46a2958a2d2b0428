package dev.carousel.data.table;

import dev.carousel.data.DataCodec;
import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.frame.NumberColumn;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.source.csv.CsvSource;
import dev.carousel.error.CarouselException;
import dev.carousel.fuzz.Hostile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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

  private static Frame read(Path file) {
    return CsvSource.sniffing().read(file, Wanted.everything()).frame();
  }

  private static void check(Path file) throws IOException {
    Frame table = read(file);
    Hostile.require(table.rows() > 0, table.rows() + " rows");
    for (Column column : table.columns()) {
      Hostile.require(column.rows() == table.rows(), column.name());
    }
    if (!Hostile.isThorough()) {
      return;
    }
    requireSame(table, file.resolveSibling("copy.csv"));
    TableDataset dataset = dataset(table);
    if (dataset != null) {
      TableCodec codec = dataset.codec();
      Hostile.require(DataCodec.fromJson(codec.toJson()).equals(codec), dataset);
    }
  }

  /** The first column of numbers as a series; null if there is none, or it cannot be one. */
  private static @Nullable TableDataset dataset(Frame table) {
    for (Column column : table.columns()) {
      if (column instanceof NumberColumn) {
        try {
          return TableDataset.of(table, Roles.of(column.name()), SplitPlan.NONE);
        } catch (CarouselException unfit) {
          return null; // too short, or constant
        }
      }
    }
    return null;
  }

  private static void requireSame(Frame table, Path copy) throws IOException {
    StringBuilder text = new StringBuilder();
    text.append(
        table.names().stream().map(CsvFuzz::quoted).collect(Collectors.joining(",", "", "\n")));
    for (int row = 0; row < table.rows(); row++) {
      int at = row;
      text.append(
          table.columns().stream()
              .map(column -> cell(column, at))
              .collect(Collectors.joining(",", "", "\n")));
    }
    Files.writeString(copy, text);
    Frame again = read(copy);
    Hostile.require(again.names().equals(table.names()), again.names());
    for (int i = 0; i < table.columns().size(); i++) {
      Column before = table.columns().get(i);
      Column now = again.columns().get(i);
      for (int row = 0; row < table.rows(); row++) {
        Hostile.require(now.text(row).equals(before.text(row)), before.name());
      }
    }
  }

  private static String cell(Column column, int row) {
    return column instanceof NumberColumn numbers
        ? Double.toString(numbers.values()[row])
        : quoted(column.text(row));
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }
}
