package dev.carousel.cli.text;

import dev.carousel.error.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of cells in aligned columns, two spaces apart and two from the left. Lines have no trailing
 * spaces; control characters in cells are spelt out. A column without a word takes no room. The
 * last column may be wrapped. Immutable, but for the rows added.
 */
public final class TextTable {
  private static final String GAP = "  ";
  private static final int NARROWEST = 20;

  /** How a column is aligned. */
  public enum Align {
    LEFT,
    RIGHT
  }

  private final List<Align> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with these columns. */
  public TextTable(Align... columns) {
    this.columns = List.of(columns);
  }

  /** Adds a row, of one cell for each column. */
  public TextTable row(String... cells) {
    return row(List.of(cells));
  }

  /** Adds a row, of one cell for each column. */
  public TextTable row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(columns.size() + " columns, but " + cells);
    }
    rows.add(cells.stream().map(Printable::of).toList());
    return this;
  }

  /** The lines, as wide as they need. */
  public List<String> lines() {
    return lines(Integer.MAX_VALUE);
  }

  /** The lines; the last column is wrapped to keep them within {@code width}. */
  public List<String> lines(int width) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      widths.add(widest(column));
    }
    int last = columns.size() - 1;
    int before =
        widths.subList(0, last).stream().filter(w -> w > 0).mapToInt(w -> w + GAP.length()).sum();
    int left = Math.max(NARROWEST, width - before - GAP.length());
    widths.set(last, Math.min(widths.get(last), left));
    return rows.stream().flatMap(row -> lines(row, widths, before).stream()).toList();
  }

  private int widest(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private List<String> lines(List<String> row, List<Integer> widths, int before) {
    int last = columns.size() - 1;
    List<String> wrapped = Paragraph.broken(row.get(last), widths.get(last));
    List<String> cells = new ArrayList<>(row);
    cells.set(last, wrapped.isEmpty() ? "" : wrapped.get(0));
    List<String> lines = new ArrayList<>();
    lines.add(line(cells, widths));
    wrapped.stream().skip(1).forEach(text -> lines.add(GAP + " ".repeat(before) + text));
    return lines;
  }

  private String line(List<String> cells, List<Integer> widths) {
    List<String> padded = new ArrayList<>();
    for (int column = 0; column < cells.size(); column++) {
      if (widths.get(column) == 0) {
        continue;
      }
      String cell = cells.get(column);
      String space = " ".repeat(Math.max(0, widths.get(column) - cell.length()));
      padded.add(columns.get(column) == Align.LEFT ? cell + space : space + cell);
    }
    return padded.stream().collect(Collectors.joining(GAP, GAP, "")).stripTrailing();
  }
}
