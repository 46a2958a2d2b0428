package dev.carousel.data.source.csv;

import dev.carousel.data.frame.SourceInput;
import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.stream.IntStream;

/** What can be wrong with a table of separated values, with the line. */
final class CsvFaults {
  /** What to read instead of what does not fit into memory. */
  static final String LESS = "a table of fewer rows, or fewer of its columns";

  private final SourceInput input;

  CsvFaults(SourceInput input) {
    this.input = input;
  }

  String line(long line) {
    return input + ", line " + line;
  }

  private CarouselException.Builder at(long line, String summary) {
    return CarouselException.failure(summary).where(line(line));
  }

  CarouselException empty() {
    return CarouselException.failure("The table is empty.")
        .expected("a header and rows of cells")
        .where(input)
        .build();
  }

  CarouselException noRows() {
    return CarouselException.failure("The table has a header but no rows.").where(input).build();
  }

  CarouselException noHeader(long line, List<String> cells) {
    return at(line, "The table has no header.")
        .expected("the names of the columns in the first line")
        .found(String.join(",", cells))
        .mend("add a line of names; or read it with --no-header, which names the columns 1, 2, ..")
        .build();
  }

  /** The names of columns without a header. */
  List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  CarouselException tooManyColumns(long line, int count) {
    return at(line, "The table has too many columns.")
        .expected("at most " + CsvSource.MOST_COLUMNS)
        .found(count)
        .mend("leave out columns, or turn them into rows")
        .build();
  }

  CarouselException sameName(long line, String name) {
    return at(line, "Two columns of the table are named '" + name + "'.")
        .mend("rename one of them")
        .build();
  }

  CarouselException tooLongRow(long line) {
    return at(line, "A row of the table is too long.")
        .expected(
            "at most " + CsvSource.LONGEST_ROW + " bytes, including line breaks within quotes")
        .mend("close each quote, and end each row with a line break")
        .build();
  }

  CarouselException tooManyRows(long line) {
    return at(line, "The table has too many rows.").mend("split it into several files").build();
  }

  CarouselException brokenQuotes(long line) {
    return at(line, "A quote of the table is not closed.")
        .expected("cells that begin with no quote, or begin and end with one")
        .mend("close each quote, and double the quotes within a cell")
        .build();
  }

  CarouselException wrongCount(long line, List<String> header, String found) {
    return at(line, "A row of the table has the wrong number of cells.")
        .expected(header.size() + " cells: " + String.join(", ", header))
        .found(found)
        .build();
  }

  /** A cell that is a number but for its decimal mark. */
  CarouselException otherMark(long line, String column, String cell, Sniffer.Layout layout) {
    boolean isComma = layout.decimal() == Decimal.COMMA;
    String fault =
        Grouped.is(cell) ? "separators of thousands." : isComma ? "a point." : "a comma.";
    return at(line, "A number of the table has " + fault)
        .expected("digits, and decimals that follow a " + (isComma ? "comma" : "point"))
        .found("'" + cell + "' in column '" + column + "'")
        .mend(advice(cell, layout) + "; if it is no number, name the column as one of text")
        .build();
  }

  /** What to do about a cell that is no number: it may be one in another layout. */
  static String advice(String cell, Sniffer.Layout layout) {
    if (Grouped.is(cell)) {
      return "remove the separators of thousands";
    }
    boolean hasComma = Sniffer.isDecimalComma(cell);
    if (hasComma && layout.decimal() == Decimal.POINT) {
      return "if decimals follow a comma: --decimal comma";
    }
    boolean hasPoint = Sniffer.isDecimalComma(cell.replace('.', ','));
    return hasPoint && !hasComma && layout.decimal() == Decimal.COMMA
        ? "if decimals follow a point: --decimal point"
        : "";
  }
}
