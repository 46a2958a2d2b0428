package dev.carousel.data;

import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.math3.util.ResizableDoubleArray;

/** Reads one file of comma-separated numbers, and says by line and column what is wrong with it. */
final class TableReader {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).setTrim(true).get();

  /**
   * Java's own parser also takes hexadecimals and the suffixes of literals. Never steps back, so
   * that a long cell takes no longer than its characters.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?+\\d++)?+");

  /** No network reads more at a step, and each takes room of its own. */
  static final int MOST_COLUMNS = 1 << 16;

  /** The longest row, in characters: a cell takes some forty times its own room for a while. */
  static final int LONGEST_ROW = 1 << 21;

  /** Room for so many rows at first; there may be many columns. */
  private static final int ROWS = 64;

  private final Path file;
  private final List<String> header = new ArrayList<>();
  private final List<ResizableDoubleArray> columns = new ArrayList<>();
  private long blankLine;

  private TableReader(Path file) {
    this.file = file;
  }

  static Table read(Path file) {
    Unreadable.requireExists("table", file);
    InputFiles.requireNoFolder("table", file);
    try {
      return new TableReader(file).read();
    } catch (UncheckedIOException e) {
      throw unreadable(file, e);
    } catch (IOException e) {
      throw Unreadable.because(file, e);
    }
  }

  private static CarouselException unreadable(Path file, UncheckedIOException e) {
    IOException cause = Objects.requireNonNull(e.getCause());
    return cause instanceof CSVException
        ? CarouselException.failure("This is not a table of comma-separated values.")
            .expected("cells that hold no quotes, or begin and end with one")
            .found(String.valueOf(cause.getMessage()))
            .where(file)
            .mend("close each quote, and double those within a cell")
            .cause(cause)
            .build()
        : Unreadable.because(file, cause);
  }

  private Table read() throws IOException {
    DataIdentity identity;
    try (SummedInput in = new SummedInput(Files.newInputStream(file));
        BoundedReader reader =
            new BoundedReader(new StrictUtf8Reader(file.toString(), in), LONGEST_ROW);
        CSVParser parser = CSVParser.parse(reader, FORMAT)) {
      for (CSVRecord record : parser) {
        add(record, parser.getCurrentLineNumber());
        reader.restart();
      }
      identity = DataIdentity.of(List.of(in.sum(String.valueOf(file.getFileName()))));
    } catch (BoundedReader.TooLongException e) {
      throw tooLong(e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof BoundedReader.TooLongException) {
        throw tooLong(e);
      }
      throw e;
    }
    if (header.isEmpty()) {
      throw CarouselException.failure("The table is empty.")
          .expected("a header and rows of numbers")
          .where(file)
          .build();
    }
    if (columns.get(0).getNumElements() == 0) {
      throw CarouselException.failure("The table has a header and no rows.").where(file).build();
    }
    List<double[]> values = columns.stream().map(ResizableDoubleArray::getElements).toList();
    return new Table(file.toString(), header, values, identity);
  }

  private CarouselException tooLong(Exception cause) {
    long rows = columns.isEmpty() ? 0 : columns.get(0).getNumElements() + 1L;
    return CarouselException.failure("A row of the table is too long.")
        .expected("at most " + LONGEST_ROW + " characters, line breaks within quotes among them")
        .where(file + ", after " + rows + " rows")
        .mend("close each quote, and end each row with a line break")
        .cause(cause)
        .build();
  }

  private void add(CSVRecord record, long line) {
    if (record.size() == 1 && record.get(0).isEmpty()) {
      blankLine = blankLine == 0 ? line : blankLine;
      return;
    }
    if (blankLine != 0) {
      throw at(blankLine, "A line of the table is blank.").expected(cells()).build();
    }
    if (header.isEmpty()) {
      readHeader(record);
    } else {
      readRow(record, line);
    }
  }

  private void readHeader(CSVRecord record) {
    if (record.stream().allMatch(cell -> NUMBER.matcher(cell).matches())) {
      throw at(1, "The table has no header.")
          .expected("the names of the columns in the first line")
          .found(String.join(",", record))
          .build();
    }
    if (record.size() > MOST_COLUMNS) {
      throw at(1, "The table has too many columns.")
          .expected("at most " + MOST_COLUMNS)
          .found(record.size())
          .mend("leave out columns, or make rows of them")
          .build();
    }
    Set<String> names = new HashSet<>();
    for (String name : record) {
      if (name.isEmpty()) {
        throw at(1, "Column " + (header.size() + 1) + " of the table has no name.").build();
      }
      if (!names.add(name)) {
        throw at(1, "Two columns of the table are named '" + name + "'.")
            .mend("rename one of them")
            .build();
      }
      header.add(name);
      columns.add(new ResizableDoubleArray(ROWS));
    }
  }

  private void readRow(CSVRecord record, long line) {
    if (record.size() != header.size()) {
      throw at(line, "A row of the table has the wrong number of cells.")
          .expected(cells())
          .found(record.size())
          .build();
    }
    for (int i = 0; i < header.size(); i++) {
      columns.get(i).addElement(number(record.get(i), i, line));
    }
  }

  private double number(String cell, int column, long line) {
    if (NUMBER.matcher(cell).matches()) {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return value;
      }
    }
    CarouselException.Builder error =
        at(line, "A cell of the table is not a finite number.")
            .expected("a number in column '" + header.get(column) + "'")
            .found(cell.isEmpty() ? "nothing" : "'" + cell + "'");
    if (cell.contains(";") || cell.contains("\t")) {
      error.mend("separate cells by commas, and write decimals with a point");
    } else {
      error.mend("fill in, convert or leave out such cells first");
    }
    throw error.build();
  }

  private String cells() {
    return header.size() + " cells: " + String.join(", ", header);
  }

  private CarouselException.Builder at(long line, String summary) {
    return CarouselException.failure(summary).where(file + ", line " + line);
  }
}
