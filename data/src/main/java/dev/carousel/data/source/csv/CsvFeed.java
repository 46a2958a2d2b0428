package dev.carousel.data.source.csv;

import dev.carousel.data.frame.RowFeed;
import dev.carousel.data.frame.SourceInput;
import dev.carousel.data.frame.Wanted;
import dev.carousel.data.frame.Wanted.As;
import dev.carousel.data.internal.columns.RowBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of separated values as they come, written as {@link CsvSource} reads them. The separator
 * is found out from the header. If it is no comma, the first number with decimals tells the mark
 * before them. For one thread.
 */
public final class CsvFeed implements RowFeed {
  private static final CsvSource.Settings SETTINGS =
      new CsvSource.Settings(Separator.AUTO, Decimal.AUTO, true, true);

  private final InputStream in;
  private final CsvFaults faults;
  private final RowBuffer buffer;
  private final List<String> cells = new ArrayList<>();
  private List<String> header = List.of();
  private Separator separator = Separator.COMMA;
  private Decimal decimal = Decimal.AUTO;
  private @Nullable CellText text;
  private int[] places = new int[0];
  private boolean[] isNumber = new boolean[0];

  /** The line at which the next row begins, from 1. */
  private long line = 1;

  /** The line of the last row. */
  private long rowLine = 1;

  /** Rows of a table of one column that were blank. */
  private int blanks;

  private boolean hasRow;

  /**
   * @param input for messages
   * @param in its bytes, checked to be UTF-8; closed with this
   */
  public CsvFeed(SourceInput input, InputStream in) {
    this.in = in;
    this.faults = new CsvFaults(input);
    this.buffer = RowBuffer.live(in, CsvSource.LONGEST_ROW);
  }

  @Override
  public List<String> names() throws IOException {
    if (text == null) {
      readHeader();
    }
    return header.stream().filter(name -> !name.isEmpty()).toList();
  }

  private void readHeader() throws IOException {
    readOn();
    while (buffer.limit() < 3 && !buffer.isEnded()) {
      readOn();
    }
    buffer.skipByteOrderMark();
    CellText lines = new CellText((byte) '\n'); // a comment may hold any separator
    if (!toRow(lines)) {
      throw faults.empty();
    }
    while (lineEnd() == buffer.limit() && !buffer.isEnded()) {
      readOn();
    }
    int length = lineEnd() - buffer.position();
    Sniffer sniffer = new Sniffer(buffer.sample(length), SETTINGS);
    separator = sniffer.layout().separator();
    text = new CellText(separator.symbol());
    decimal = separator == Separator.COMMA ? Decimal.POINT : Decimal.AUTO;
    readCells(text);
    header = List.copyOf(cells);
    blanks = 0;
    require();
  }

  private void require() {
    if (header.size() > CsvSource.MOST_COLUMNS) {
      throw faults.tooManyColumns(rowLine, header.size());
    }
    boolean isNumbers = header.stream().allMatch(CsvFeed::isNumber);
    if (isNumbers || header.stream().allMatch(String::isEmpty)) {
      throw faults.noHeader(rowLine, header);
    }
    Set<String> names = new HashSet<>();
    for (String name : header) {
      if (!name.isEmpty() && !names.add(name)) {
        throw faults.sameName(rowLine, name);
      }
    }
  }

  private static boolean isNumber(String cell) {
    return Sniffer.isDecimalComma(cell.replace('.', ',')) || cell.matches("[+-]?\\d+");
  }

  @Override
  public void choose(List<String> columns, Wanted wanted) throws IOException {
    names();
    places = columns.stream().mapToInt(header::indexOf).toArray();
    isNumber = new boolean[places.length];
    for (int c = 0; c < places.length; c++) {
      isNumber[c] = wanted.of(columns.get(c)) == As.NUMBERS;
    }
  }

  @Override
  public @Nullable Object @Nullable [] next() throws IOException {
    names();
    CellText own = Objects.requireNonNull(text);
    if (blanks == 0 && !toRow(own)) {
      blanks = 0; // those at the end are no rows
      return null;
    }
    boolean isSingle = header.size() == 1;
    if (blanks > 0 && isSingle && hasRow) {
      blanks--;
      return new @Nullable Object[places.length];
    }
    blanks = 0;
    readCells(own);
    hasRow = true;
    if (cells.size() != header.size()) {
      throw faults.wrongCount(rowLine, header, Integer.toString(cells.size()));
    }
    @Nullable Object[] chosen = new @Nullable Object[places.length];
    for (int c = 0; c < places.length; c++) {
      String cell = places[c] < 0 ? null : cells.get(places[c]);
      chosen[c] = cell != null && isNumber[c] ? withPoint(cell, places[c]) : cell;
    }
    return chosen;
  }

  /** A number with a point before its decimals. */
  private String withPoint(String cell, int place) {
    boolean hasComma = Sniffer.isDecimalComma(cell);
    boolean hasPoint = !hasComma && Sniffer.isDecimalComma(cell.replace('.', ','));
    if (!hasComma && !hasPoint) {
      return cell;
    }
    Decimal found = hasComma ? Decimal.COMMA : Decimal.POINT;
    decimal = decimal == Decimal.AUTO ? found : decimal;
    if (decimal != found) {
      Sniffer.Layout layout = new Sniffer.Layout(separator, decimal);
      throw faults.otherMark(rowLine, header.get(place), cell, layout);
    }
    return hasComma ? cell.replace(',', '.') : cell;
  }

  private void readOn() throws IOException {
    if (!buffer.more()) {
      throw faults.tooLongRow(line);
    }
  }

  private int lineEnd() {
    byte[] bytes = buffer.bytes();
    int end = buffer.position();
    while (bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    return end;
  }

  /** Moves to the next row that is no comment and not blank; returns false if there is none. */
  private boolean toRow(CellText lines) throws IOException {
    while (true) {
      int from = buffer.position();
      if (from == buffer.limit()) {
        if (buffer.isEnded()) {
          return false;
        }
        readOn();
        continue;
      }
      byte[] bytes = buffer.bytes();
      boolean isComment = bytes[from] == '#';
      int end = isComment ? lineEnd() : lines.afterSpaces(bytes, from);
      if (!isComment && bytes[end] != '\n' && bytes[end] != '\r') {
        return true;
      }
      int next = lines.afterBreak(bytes, end, buffer.limit(), buffer.isEnded());
      if (next == CellText.CUT) {
        readOn();
        continue;
      }
      blanks += isComment ? 0 : 1;
      line++;
      buffer.moveTo(next);
    }
  }

  /** Reads the cells of the row at the position. */
  private void readCells(CellText own) throws IOException {
    while (!own.row(cells, buffer.bytes(), buffer.position(), buffer.limit(), buffer.isEnded())) {
      if (own.isUnclosed()) {
        throw faults.brokenQuotes(line);
      }
      readOn();
    }
    rowLine = line;
    line += 1 + own.breaks();
    buffer.moveTo(own.next());
  }

  @Override
  public String where() {
    return faults.line(rowLine);
  }

  @Override
  public boolean isJson() {
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
