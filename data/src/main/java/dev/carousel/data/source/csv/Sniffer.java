package dev.carousel.data.source.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Finds out from the first rows what separates cells and decimals.
 *
 * <p>A separator qualifies if it splits the first row into several cells. The best one gives all
 * rows equally many cells; then, the fewest cells that hold another separator (but for decimal
 * commas); then, the most cells. Of equal ones, the first of comma, semicolon, tab and bar.
 */
final class Sniffer {
  private static final int MOST_ROWS = 100;
  private static final List<Separator> CANDIDATES =
      List.of(Separator.COMMA, Separator.SEMICOLON, Separator.TAB, Separator.PIPE);

  /** A number with a decimal comma. */
  private static final Pattern COMMA = Pattern.compile("[+-]?+\\d*+,\\d++([eE][+-]?+\\d++)?+");

  private static final Pattern POINT = Pattern.compile("[+-]?+\\d*+\\.\\d++([eE][+-]?+\\d++)?+");

  private final String sample;
  private final CsvSource.Settings settings;

  Sniffer(byte[] sample, CsvSource.Settings settings) {
    this.sample = new String(sample, StandardCharsets.ISO_8859_1);
    this.settings = settings;
  }

  /** What was found: a separator that is not AUTO, and a decimal mark that is not. */
  record Layout(Separator separator, Decimal decimal) {
    char mark() {
      return decimal == Decimal.COMMA ? ',' : '.';
    }
  }

  Layout layout() {
    Separator separator =
        settings.separator() == Separator.AUTO ? separator() : settings.separator();
    Decimal decimal = settings.decimal() == Decimal.AUTO ? decimal(separator) : settings.decimal();
    return new Layout(separator, decimal);
  }

  private Separator separator() {
    Separator best = Separator.COMMA;
    double highest = -1;
    for (Separator candidate : CANDIDATES) {
      double score = score(rows(candidate), candidate);
      if (score > highest) {
        best = candidate;
        highest = score;
      }
    }
    return best;
  }

  /** Even rows count most, then clean cells, then their number. */
  private static double score(List<List<String>> rows, Separator candidate) {
    int first = rows.isEmpty() ? 0 : rows.get(0).size();
    if (first < 2) {
      return -1;
    }
    // the sample may end within a cell
    int whole = Math.max(2, rows.size() - 1);
    boolean isEven = rows.stream().limit(whole).allMatch(row -> row.size() == first);
    long cells = 0;
    long clean = 0;
    // names often hold other separators
    for (List<String> row : rows.subList(rows.size() > 1 ? 1 : 0, rows.size())) {
      cells += row.size();
      clean += row.stream().filter(cell -> isClean(cell, candidate)).count();
    }
    return (isEven ? 1000 : 0) + (double) (100 * clean / cells) + Math.min(0.9, first * 1e-5);
  }

  private static boolean isClean(String cell, Separator candidate) {
    return CANDIDATES.stream()
            .filter(other -> other != candidate)
            .noneMatch(other -> cell.indexOf(other.symbol()) >= 0)
        || isDecimalComma(cell);
  }

  /** Whether a cell is a number with a decimal comma. */
  static boolean isDecimalComma(String cell) {
    return COMMA.matcher(cell).matches();
  }

  private Decimal decimal(Separator separator) {
    if (separator == Separator.COMMA) {
      return Decimal.POINT;
    }
    boolean isComma = false;
    for (List<String> row : rows(separator)) {
      for (String cell : row) {
        if (POINT.matcher(cell).matches()) {
          return Decimal.POINT;
        }
        isComma |= isDecimalComma(cell);
      }
    }
    return isComma ? Decimal.COMMA : Decimal.POINT;
  }

  /** The first rows, without blank lines and comments. */
  private List<List<String>> rows(Separator separator) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    while (at < sample.length() && rows.size() < MOST_ROWS) {
      if (row.isEmpty() && settings.hasComments() && sample.charAt(at) == '#') {
        at = lineEnd(at) + 1;
        continue;
      }
      int end = cellEnd(at, (char) separator.symbol());
      row.add(content(sample.substring(at, end)));
      boolean isLast = end == sample.length() || sample.charAt(end) != separator.symbol();
      if (isLast && !(row.size() == 1 && row.get(0).isEmpty())) {
        rows.add(List.copyOf(row));
      }
      if (isLast) {
        row.clear();
      }
      at = end + 1;
    }
    return rows;
  }

  private int lineEnd(int from) {
    int end = from;
    while (end < sample.length() && !isLineBreak(sample.charAt(end))) {
      end++;
    }
    return end;
  }

  private int cellEnd(int from, char separator) {
    int end = from;
    while (end < sample.length() && sample.charAt(end) == ' ') {
      end++;
    }
    if (end < sample.length() && sample.charAt(end) == '"') {
      end = quoteEnd(end + 1);
    }
    while (end < sample.length()
        && sample.charAt(end) != separator
        && !isLineBreak(sample.charAt(end))) {
      end++;
    }
    return end;
  }

  private int quoteEnd(int from) {
    int end = from;
    while (end < sample.length()) {
      if (sample.charAt(end) == '"') {
        if (end + 1 == sample.length() || sample.charAt(end + 1) != '"') {
          return end + 1;
        }
        end++;
      }
      end++;
    }
    return sample.length();
  }

  /** Without spaces and quotes around it; what is in quotes holds no separator that matters. */
  private static String content(String cell) {
    String bare = CellSpaces.trimmed(cell);
    boolean isQuoted = bare.length() > 1 && bare.startsWith("\"") && bare.endsWith("\"");
    String inner = isQuoted ? bare.substring(1, bare.length() - 1) : bare;
    return isQuoted && !isDecimalComma(inner) ? inner.replaceAll("[,;|\t\"\n\r]", "") : inner;
  }

  private static boolean isLineBreak(char c) {
    return c == '\n' || c == '\r';
  }
}
