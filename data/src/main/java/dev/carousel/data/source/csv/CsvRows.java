package dev.carousel.data.source.csv;

import dev.carousel.data.frame.Column;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.ColumnBuilder;
import dev.carousel.data.internal.columns.DoubleChunks;
import dev.carousel.data.internal.columns.NumberScanner;
import dev.carousel.data.internal.columns.RowBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header and the rows of a table. A row that is not whole in the buffer is read again
 * when it is: what was set of it is set to the same.
 */
final class CsvRows {
  /** Instead of an index: the row goes on beyond the buffer. */
  private static final int CUT = CellText.CUT;

  private static final int MOST_ROWS = Integer.MAX_VALUE - 16;

  private final SourceInput input;
  private final CsvSource.Settings settings;
  private final Sniffer.Layout layout;
  private final CsvFaults faults;
  private final RowBuffer buffer;
  private final byte separator;
  private final NumberScanner scanner;
  private final CellText text;

  private byte[] bytes;
  private int limit;
  private boolean isEnded;

  private List<String> header = List.of();
  private @Nullable ColumnBuilder[] builders = new ColumnBuilder[0];

  /** Of the columns that are known to hold numbers. */
  private @Nullable DoubleChunks[] numbers = new DoubleChunks[0];

  private int rows;

  /** The line at which the row begins that is being read, from 1. */
  private long line = 1;

  private int comments;
  private int blanks;
  private int blanksBefore;

  CsvRows(
      SourceInput input,
      CsvSource.Settings settings,
      Sniffer.Layout layout,
      CsvFaults faults,
      RowBuffer buffer) {
    this.input = input;
    this.settings = settings;
    this.layout = layout;
    this.faults = faults;
    this.buffer = buffer;
    this.separator = layout.separator().symbol();
    this.scanner = new NumberScanner(layout.mark());
    this.text = new CellText(separator);
    this.bytes = buffer.bytes();
    this.limit = buffer.limit();
    this.isEnded = buffer.isEnded();
  }

  /** The names of the columns; empty for one without. */
  List<String> header() {
    return header;
  }

  /** How many columns are wanted. */
  int wanted() {
    int count = 0;
    for (ColumnBuilder builder : builders) {
      count += builder == null ? 0 : 1;
    }
    return count;
  }

  /** Lines that were skipped, in words. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    add(notes, header.size() - named().size(), "column without a name", "columns without a name");
    add(notes, comments, "comment line", "comment lines");
    add(notes, blanks, "blank line", "blank lines");
    return notes;
  }

  private static void add(List<String> notes, int count, String one, String several) {
    if (count > 0) {
      notes.add("skipped " + count + " " + (count == 1 ? one : several));
    }
  }

  private void readOn() throws IOException {
    if (!buffer.more()) {
      throw faults.tooLongRow(line);
    }
    bytes = buffer.bytes();
    limit = buffer.limit();
    isEnded = buffer.isEnded();
  }

  /** Moves to the next row that is no comment and not blank; returns false if there is none. */
  private boolean toRow() throws IOException {
    blanksBefore = 0;
    while (true) {
      int from = buffer.position();
      if (from == limit && isEnded) {
        return false;
      }
      boolean isComment = settings.hasComments() && bytes[from] == '#';
      int end = isComment ? lineEnd(from) : text.afterSpaces(bytes, from);
      if (!isComment && bytes[end] != '\n' && bytes[end] != '\r') {
        return true;
      }
      int next = text.afterBreak(bytes, end, limit, isEnded);
      if (next == CUT) {
        readOn();
        continue;
      }
      comments += isComment ? 1 : 0;
      blanksBefore += isComment ? 0 : 1;
      line++;
      buffer.moveTo(next);
    }
  }

  private int lineEnd(int from) {
    int end = from;
    while (bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    return end;
  }

  /**
   * Reads the header, if there is one.
   *
   * @return its line
   */
  long readHeader(Wanted wanted) throws IOException {
    if (!toRow()) {
      throw faults.empty();
    }
    blanks += blanksBefore;
    long headerLine = line;
    List<String> first = cellsOfRow();
    boolean isNumbers = first.stream().allMatch(this::isNumber);
    if (settings.hasHeader()) {
      if (isNumbers || first.stream().allMatch(String::isEmpty)) {
        throw faults.noHeader(line, first);
      }
      header = first;
    } else {
      header = faults.numbered(first.size());
    }
    if (header.size() > CsvSource.MOST_COLUMNS) {
      throw faults.tooManyColumns(line, header.size());
    }
    requireUnique();
    wanted.requireIn(input, named());
    prepare(wanted);
    if (settings.hasHeader()) {
      line += 1 + text.breaks();
      buffer.moveTo(text.next());
    }
    return headerLine;
  }

  /** All cells of the next row, which is not left behind. */
  private List<String> cellsOfRow() throws IOException {
    List<String> cells = new ArrayList<>();
    while (!text.row(cells, bytes, buffer.position(), limit, isEnded)) {
      if (text.isUnclosed()) {
        throw faults.brokenQuotes(line);
      }
      readOn();
    }
    return cells;
  }

  private boolean isNumber(String cell) {
    byte[] ended = (cell + "\n").getBytes(StandardCharsets.UTF_8);
    return scanner.scan(ended, 0) == ended.length - 1;
  }

  private void requireUnique() {
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !names.add(name)) {
        throw faults.sameName(line, name);
      }
    }
  }

  private List<String> named() {
    return header.stream().filter(name -> !name.isEmpty()).toList();
  }

  private void prepare(Wanted wanted) {
    builders = new ColumnBuilder[header.size()];
    numbers = new DoubleChunks[header.size()];
    for (int c = 0; c < header.size(); c++) {
      String name = header.get(c);
      As as = name.isEmpty() ? As.SKIP : wanted.of(name);
      if (as != As.SKIP) {
        builders[c] = new ColumnBuilder(name, as, () -> faults.line(line));
      }
      if (as == As.NUMBERS) {
        numbers[c] = builders[c].numbers();
      }
    }
  }

  /** Reads all rows. */
  void readRows() throws IOException {
    boolean isSingle = header.size() == 1;
    while (toRow()) {
      if (isSingle) {
        for (; blanksBefore > 0 && rows > 0; blanksBefore--) {
          setMissing();
        }
      }
      blanks += blanksBefore;
      int next = row(buffer.position());
      while (next == CUT) {
        readOn();
        next = row(buffer.position());
      }
      buffer.moveTo(next);
      line += 1 + text.breaks();
      addRow();
    }
    if (rows == 0) {
      throw faults.noRows();
    }
  }

  private void setMissing() {
    ColumnBuilder only = builders[0];
    if (only != null) {
      only.missing(rows);
    }
    addRow();
  }

  private void addRow() {
    rows++;
    if (rows == MOST_ROWS) {
      throw faults.tooManyRows(line);
    }
  }

  /** Reads a row; returns where the next one begins, or {@link #CUT}. */
  private int row(int from) {
    text.startRow();
    int last = header.size() - 1;
    int p = from;
    for (int c = 0; ; c++) {
      int end = cell(c, p);
      if (end == CUT) {
        return CUT;
      }
      if (bytes[end] == separator) {
        if (c == last) {
          throw faults.wrongCount(line, header, count(from));
        }
        p = end + 1;
      } else {
        int next = text.afterBreak(bytes, end, limit, isEnded);
        if (next != CUT && c < last) {
          throw faults.wrongCount(line, header, count(from));
        }
        return next;
      }
    }
  }

  private String count(int from) {
    List<String> cells = new ArrayList<>();
    boolean isWhole = text.row(cells, bytes, from, limit, isEnded);
    return (isWhole ? "" : "at least ") + cells.size();
  }

  /** Reads a cell; returns the index of what ends it, or {@link #CUT}. */
  private int cell(int c, int from) {
    DoubleChunks known = numbers[c];
    if (known != null) {
      int end = text.afterSpaces(bytes, from);
      end = scanner.scan(bytes, end);
      if (end >= 0) {
        end = text.afterSpaces(bytes, end);
        byte b = bytes[end];
        if (b == separator || b == '\n' || b == '\r') {
          if (end == limit && !isEnded) {
            return CUT;
          }
          known.set(rows, scanner.value());
          return end;
        }
      }
    }
    int end = text.find(bytes, from, limit, isEnded);
    if (end == CellText.UNCLOSED) {
      throw faults.brokenQuotes(line);
    }
    ColumnBuilder builder = builders[c];
    if (end >= 0 && builder != null) {
      set(builder, c);
    }
    return end;
  }

  private void set(ColumnBuilder builder, int c) {
    if (text.isMissing()) {
      builder.missing(rows);
    } else if (builder.takesWords() || !text.isNumber(scanner)) {
      String word = text.string();
      if (builder.kind() == ColumnBuilder.Kind.NUMBERS) {
        throw builder.wrong(word, CsvFaults.advice(word, layout));
      }
      if (builder.kind() == ColumnBuilder.Kind.UNDECIDED
          && !CsvFaults.advice(word, layout).isEmpty()) {
        throw faults.otherMark(line, builder.name(), word, layout);
      }
      builder.word(rows, word);
    } else if (builder.kind() == ColumnBuilder.Kind.TEXT) {
      throw builder.wrong(text.string(), CsvFaults.advice(builder.first(), layout));
    } else {
      builder.number(rows, scanner.value(), text.string());
      numbers[c] = builder.numbers();
    }
  }

  /** The columns that are wanted; nothing can be read any more. */
  List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < builders.length; c++) {
      ColumnBuilder builder = builders[c];
      if (builder != null) {
        builders[c] = null;
        numbers[c] = null;
        columns.add(builder.finish(rows));
      }
    }
    return columns;
  }
}
