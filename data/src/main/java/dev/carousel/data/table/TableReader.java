package dev.carousel.data.table;

import dev.carousel.data.DataIdentity;
import dev.carousel.data.internal.reading.BoundedReader;
import dev.carousel.data.internal.reading.Conversion;
import dev.carousel.data.internal.reading.StrictUtf8Reader;
import dev.carousel.data.internal.reading.SummedInput;
import dev.carousel.data.internal.reading.Unreadable;
import dev.carousel.error.CarouselException;
import dev.carousel.io.InputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.math3.util.ResizableDoubleArray;

/** Reads one file of comma-separated numbers, and reports faults by line and column. */
final class TableReader {
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreSurroundingSpaces(true).setTrim(true).get();

  /**
   * Java's own parser also takes hexadecimals and the suffixes of literals. Never steps back, so
   * that a long cell takes no longer than its characters.
   */
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?+\\d++)?+");

  /** A number with a decimal comma. */
  private static final Pattern COMMA = Pattern.compile("[+-]?+\\d++,\\d++");

  /** No network reads more at a step, and each takes room of its own. */
  static final int MOST_COLUMNS = 1 << 16;

  /** The longest row, in characters: a cell takes some forty times its own room for a while. */
  static final int LONGEST_ROW = 1 << 21;

  /** Room for so many rows at first; there may be many columns. */
  private static final int ROWS = 64;

  private final Path file;
  private final List<String> header = new ArrayList<>();
  private final List<ResizableDoubleArray> columns = new ArrayList<>();

  /** The first cells that are no numbers, by the index of their columns. */
  private final Map<Integer, OddCell> odd = new TreeMap<>();

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
            .mend("close each quote, and double the quotes within a cell")
            .cause(cause)
            .build()
        : Unreadable.because(file, cause);
  }

  private Table read() throws IOException {
    DataIdentity identity;
    try (SummedInput in = new SummedInput(Files.newInputStream(file));
        BoundedReader reader = new BoundedReader(new StrictUtf8Reader(file, in), LONGEST_ROW);
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
    if (columns.get(0).getNumElements() == 0 && odd.isEmpty()) {
      throw CarouselException.failure("The table has a header but no rows.").where(file).build();
    }
    return table(identity);
  }

  /** Without the columns that hold no numbers at all, such as dates and names. */
  private Table table(DataIdentity identity) {
    List<String> names = new ArrayList<>();
    List<double[]> values = new ArrayList<>();
    Map<String, String> leftOut = new LinkedHashMap<>();
    OddCell first = odd.get(0);
    for (int i = 0; i < header.size(); i++) {
      OddCell cell = odd.get(i);
      if (cell == null) {
        names.add(header.get(i));
        values.add(columns.get(i).getElements());
      } else {
        leftOut.put(header.get(i), cell.toString());
      }
    }
    if (names.isEmpty() && first != null) {
      throw at(first.line(), "The table has no numeric column.")
          .expected("numbers with a decimal point, cells separated by commas")
          .found(first.shown() + " in column '" + header.get(0) + "'")
          .build();
    }
    return new Table(file.toString(), names, values, leftOut, identity);
  }

  /** A cell that is no number. */
  private record OddCell(String cell, long line) {
    String shown() {
      return cell.isEmpty() ? "nothing" : "'" + cell + "'";
    }

    @Override
    public String toString() {
      return shown() + " in line " + line;
    }
  }

  private CarouselException tooLong(Exception cause) {
    long rows = columns.isEmpty() ? 0 : columns.get(0).getNumElements() + 1L;
    return CarouselException.failure("A row of the table is too long.")
        .expected("at most " + LONGEST_ROW + " characters, including line breaks within quotes")
        .where(file + ", after " + rows + " rows")
        .mend("close each quote, and end each row with a line break")
        .cause(cause)
        .build();
  }

  private void add(CSVRecord record, long line) {
    if (record.size() == 1 && record.get(0).isEmpty()) {
      if (header.isEmpty()) {
        return;
      }
      blankLine = blankLine == 0 ? line : blankLine;
      return;
    }
    if (blankLine != 0) {
      throw at(blankLine, "A line of the table is blank.").expected(cells()).build();
    }
    if (header.isEmpty()) {
      readHeader(record, line);
    } else {
      readRow(record, line);
    }
  }

  private void readHeader(CSVRecord record, long line) {
    requireCommas(record, line);
    if (record.stream().allMatch(cell -> NUMBER.matcher(cell).matches())) {
      throw at(line, "The table has no header.")
          .expected("the names of the columns in the first line")
          .found(String.join(",", record))
          .build();
    }
    if (record.size() > MOST_COLUMNS) {
      throw at(line, "The table has too many columns.")
          .expected("at most " + MOST_COLUMNS)
          .found(record.size())
          .mend("leave out columns, or turn them into rows")
          .build();
    }
    Set<String> names = new HashSet<>();
    for (String name : record) {
      if (name.isEmpty()) {
        throw at(line, "Column " + (header.size() + 1) + " of the table has no name.").build();
      }
      if (!names.add(name)) {
        throw at(line, "Two columns of the table are named '" + name + "'.")
            .mend("rename one of them")
            .build();
      }
      header.add(name);
      columns.add(new ResizableDoubleArray(ROWS));
    }
  }

  /** A header of one name that holds another separator is one of several names. */
  private void requireCommas(CSVRecord record, long line) {
    String name = record.get(0);
    for (String separator : List.of(";", "\t", "|")) {
      if (record.size() == 1 && name.contains(separator)) {
        String shown = separator.equals("\t") ? "tabs" : "'" + separator + "'";
        String sed = separator.equals("\t") ? "\\t" : separator.equals("|") ? "[|]" : separator;
        throw at(line, "The cells of the table are separated by " + shown + ".")
            .expected("cells separated by commas, and decimals with a point")
            .found("'" + name + "'")
            .mend("convert it: " + Conversion.of(file).by("sed 's/,/./g; s/" + sed + "/,/g'"))
            .build();
      }
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
      add(record.get(i), i, line);
    }
  }

  /** A column is of numbers throughout, or holds none at all. */
  private void add(String cell, int column, long line) {
    boolean isNumber = isNumber(cell);
    ResizableDoubleArray numbers = columns.get(column);
    if (isNumber && !odd.containsKey(column)) {
      numbers.addElement(Double.parseDouble(cell));
    } else if (isNumber || numbers.getNumElements() > 0 || COMMA.matcher(cell).matches()) {
      OddCell first = odd.getOrDefault(column, new OddCell(cell, line));
      throw notANumber(first.cell(), column, first.line());
    } else {
      odd.putIfAbsent(column, new OddCell(cell, line));
    }
  }

  private static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell));
  }

  private CarouselException notANumber(String cell, int column, long line) {
    CarouselException.Builder error =
        at(line, "A cell of the table is not a finite number.")
            .expected("a number in column '" + header.get(column) + "'")
            .found(cell.isEmpty() ? "nothing" : "'" + cell + "'");
    if (cell.contains(";") || cell.contains("\t") || COMMA.matcher(cell).matches()) {
      error.mend("separate cells by commas, and write decimals with a point");
    } else {
      error.mend("fill in, convert or remove such cells first");
    }
    return error.build();
  }

  private String cells() {
    return header.size() + " cells: " + String.join(", ", header);
  }

  private CarouselException.Builder at(long line, String summary) {
    return CarouselException.failure(summary).where(file + ", line " + line);
  }
}
