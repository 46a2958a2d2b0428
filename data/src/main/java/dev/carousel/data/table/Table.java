package dev.carousel.data.table;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.internal.reading.DataMemory;
import dev.carousel.data.internal.reading.Unreadable;
import dev.carousel.error.CarouselException;
import dev.carousel.error.NearestWord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Named columns of finite numbers, with rows in the order of time. Immutable. */
public final class Table {
  /** Numbers in double. */
  private static final DataMemory MEMORY =
      new DataMemory(
          "table", b -> b == ',' || b == '\n', Double.BYTES, "a table of fewer rows or columns");

  private final String name;
  private final List<String> columns;
  private final List<double[]> values;
  private final DataIdentity identity;
  private final Map<String, String> leftOut;

  /** Owns the arrays: one for each column, of one length. */
  Table(String name, List<String> columns, List<double[]> values) {
    this(name, columns, values, Map.of(), DataIdentity.none());
  }

  /**
   * The same, read from a file.
   *
   * @param leftOut columns that hold no numbers, and the first cell of each, in order
   */
  Table(
      String name,
      List<String> columns,
      List<double[]> values,
      Map<String, String> leftOut,
      DataIdentity identity) {
    this.leftOut = leftOut;
    this.name = name;
    this.identity = identity;
    this.columns = List.copyOf(columns);
    this.values = List.copyOf(values);
  }

  /**
   * A table of the program's own numbers, which are copied.
   *
   * @param name for messages
   * @param columns unique names
   * @param values of each column: finite, at least one, equally many in all columns
   * @throws CarouselException naming the column, and the row if a number is not finite
   */
  public static Table of(String name, List<String> columns, List<double[]> values) {
    return new Table(name, columns, OwnColumns.copy(name, columns, values));
  }

  /**
   * Reads a file of comma-separated values in UTF-8: a header of unique names, then rows of finite
   * numbers with a decimal point, one for each name. Blank lines at the start and at the end are
   * skipped. A column without any number, such as one of dates, is {@linkplain #leftOut left out};
   * a column with only some cells that are not numbers is refused.
   *
   * @throws CarouselException naming line and column, if the file is malformed; or if its numbers
   *     cannot fit into the heap
   */
  public static Table read(Path file) {
    return read(file, Runtime.getRuntime().maxMemory());
  }

  /**
   * @param heap the most bytes that the heap may have
   */
  static Table read(Path file, long heap) {
    Unreadable.requireExists("table", file);
    return MEMORY.read(file, List.of(file), heap, () -> TableReader.read(file));
  }

  /** The name of its source, for messages. */
  public String name() {
    return name;
  }

  /** The file from which it was read, by checksum. */
  public DataIdentity identity() {
    return identity;
  }

  /** The names of the columns, in order. */
  public List<String> columns() {
    return columns;
  }

  /** The names of columns that hold no numbers, which are not among {@link #columns}, in order. */
  public List<String> leftOut() {
    return List.copyOf(leftOut.keySet());
  }

  /** The number of rows, without the header. */
  public int rows() {
    return values.get(0).length;
  }

  /**
   * A dataset for training: the last share of the rows is the validation part, the rows before it
   * are the training part. Columns are standardised with the statistics of the training part. Every
   * row of the validation part is predicted once, the first of them from rows of the training part;
   * no target of the training part lies in the validation part.
   *
   * @param valid the share of the validation part, at least 0 and less than 1; 0 for none
   * @throws CarouselException if a column is unknown, the share is wrong, or a part is too short
   */
  public TableDataset split(TableTargets forecast, double valid) {
    return TableDataset.split(this, forecast, valid);
  }

  /**
   * The same split, with the columns and statistics of an earlier run.
   *
   * @throws CarouselException if a column is missing, the share is wrong, or a part is too short
   */
  public TableDataset split(TableCodec codec, double valid) {
    return TableDataset.split(this, codec, valid);
  }

  /**
   * A dataset for evaluating a saved model: all rows are in the validation part, standardised like
   * the model's training data. Columns are found by name; others are ignored.
   */
  public TableDataset withCodec(TableCodec codec) {
    return TableDataset.evaluation(this, codec);
  }

  /** The live values of a column; not to be written to. */
  double[] column(String column) {
    int index = columns.indexOf(column);
    if (leftOut.containsKey(column)) {
      throw CarouselException.usage("Column '" + column + "' of the table is not numeric.")
          .expected("finite numbers with a decimal point")
          .found(leftOut.get(column))
          .where(name)
          .mend("name another column, or convert its cells to numbers")
          .build();
    }
    if (index < 0) {
      throw CarouselException.usage("The table has no column '" + column + "'.")
          .where(name)
          .mend(NearestWord.hint(column, columns))
          .build();
    }
    return values.get(index);
  }
}
