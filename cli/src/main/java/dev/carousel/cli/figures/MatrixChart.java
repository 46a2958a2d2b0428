package dev.carousel.cli.figures;

import dev.carousel.experiments.statistics.Comparison;
import dev.carousel.experiments.statistics.ComparisonVerdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who beats whom: the name of each row compared with that of each column, as a mark and as the mean
 * difference. Immutable and thread-safe.
 *
 * @param caption what it shows
 * @param value what is compared
 * @param names the best first; columns have their numbers
 * @param comparisons of pairs, in either direction
 */
public record MatrixChart(
    Caption caption, String value, List<String> names, List<Comparison> comparisons)
    implements Chart {
  private static final double NARROWEST = 34;
  private static final double WIDEST = 52;
  private static final double CELL = 24;
  private static final double HEAD = 26;
  private static final double MOST_NAMES = 0.4;
  private static final double GAP = 8;
  private static final double BASE = 2.8;
  private static final double MARK = 6;
  private static final double TINT = 0.14;
  private static final int MOST_LINES = 3;
  private static final int DIGITS = 3;
  private static final String SAME = "–";

  /** Copies the lists. */
  public MatrixChart {
    names = List.copyOf(names);
    comparisons = List.copyOf(comparisons);
    if (comparisons.isEmpty()) {
      throw new IllegalArgumentException("no comparisons");
    }
  }

  @Override
  public List<List<Object>> table() {
    List<List<Object>> table = new ArrayList<>();
    table.add(
        List.of(
            "a",
            "verdict",
            "b",
            "seeds",
            "meanDifference",
            "low95",
            "high95",
            "effectSize",
            "pValue",
            "correctedPValue",
            "test"));
    for (Comparison one : comparisons) {
      List<Object> row =
          new ArrayList<>(List.of(one.a(), one.verdict().word(), one.b(), one.seeds().size()));
      Stream.of(
              one.meanDifference(),
              one.interval().low(),
              one.interval().high(),
              one.effectSize(),
              one.pValue(),
              one.correctedPValue())
          .forEach(row::add);
      row.add(one.test());
      table.add(row);
    }
    return table;
  }

  /** A comparison as it is seen from its row. */
  private record Cell(ComparisonVerdict verdict, double difference) {
    static Cell of(Comparison one) {
      return new Cell(one.verdict(), one.meanDifference());
    }

    static Cell reversed(Comparison one) {
      ComparisonVerdict verdict =
          switch (one.verdict()) {
            case BETTER -> ComparisonVerdict.WORSE;
            case WORSE -> ComparisonVerdict.BETTER;
            default -> one.verdict();
          };
      return new Cell(verdict, -one.meanDifference());
    }
  }

  private Optional<Cell> cell(String row, String column) {
    Stream<Cell> there =
        comparisons.stream()
            .filter(one -> one.a().equals(row) && one.b().equals(column))
            .map(Cell::of);
    Stream<Cell> back =
        comparisons.stream()
            .filter(one -> one.a().equals(column) && one.b().equals(row))
            .map(Cell::reversed);
    return Stream.concat(there, back).findFirst();
  }

  /** Those that are compared with all others. */
  private List<String> columns() {
    return names.stream()
        .filter(
            column ->
                names.stream().allMatch(row -> row.equals(column) || cell(row, column).isPresent()))
        .toList();
  }

  private String numbered(String name) {
    return (names.indexOf(name) + 1) + "  " + name;
  }

  private Column column() {
    double room = MOST_NAMES * Column.ONE.width();
    boolean fits =
        names.stream().allMatch(name -> Lettering.width(numbered(name)) <= room)
            && columns().size() * NARROWEST <= Column.ONE.width() - room - GAP;
    return fits ? Column.ONE : Column.TWO;
  }

  @Override
  public String svg() {
    Column column = column();
    List<String> columns = columns();
    double room = MOST_NAMES * column.width();
    List<List<String>> lines =
        names.stream().map(name -> Lettering.lines(numbered(name), room, MOST_LINES)).toList();
    double left = lines.stream().mapToDouble(Lettering::widest).max().orElse(0) + GAP;
    double high = lines.stream().mapToDouble(one -> one.size() * Lettering.LINE).max().orElse(0);
    Grid grid =
        new Grid(
            left,
            Math.min(WIDEST, (column.width() - left - 1) / columns.size()),
            Math.max(CELL, high + 3));
    Legend legend = new Legend(entries(), column.width());
    double below = HEAD + names.size() * grid.height + 4;
    Sheet sheet = new Sheet(column, below + legend.height() + 1, caption);
    sheet.text(new Spot(0, Lettering.SIZE), value + ", row minus column", Anchor.START, Paint.INK);
    for (int i = 0; i < columns.size(); i++) {
      String number = String.valueOf(names.indexOf(columns.get(i)) + 1);
      Spot head = new Spot(left + (i + 0.5) * grid.width, HEAD - 4);
      sheet.text(head, number, Anchor.MIDDLE, Paint.INK);
    }
    for (int i = 0; i < names.size(); i++) {
      drawRow(sheet, i, lines.get(i), grid);
    }
    legend.draw(sheet, below);
    return sheet.svg();
  }

  /**
   * Where cells are.
   *
   * @param left of the first one
   * @param width of each
   * @param height of each
   */
  private record Grid(double left, double width, double height) {
    Spot corner(int row, int column) {
      return new Spot(left + column * width, HEAD + row * height);
    }
  }

  private void drawRow(Sheet sheet, int i, List<String> lines, Grid grid) {
    String name = names.get(i);
    List<String> columns = columns();
    sheet.begin(name);
    double middle = grid.corner(i, 0).y() + grid.height / 2;
    double base = middle + BASE - (lines.size() - 1) * Lettering.LINE / 2;
    for (String line : lines) {
      sheet.text(new Spot(0, base), line, Anchor.START, Paint.INK);
      base += Lettering.LINE;
    }
    for (int j = 0; j < columns.size(); j++) {
      Spot corner = grid.corner(i, j);
      cell(name, columns.get(j)).ifPresent(cell -> draw(sheet, cell, corner, grid));
      if (columns.get(j).equals(name)) {
        Spot own = new Spot(corner.x() + grid.width / 2, middle + BASE);
        sheet.text(own, SAME, Anchor.MIDDLE, Paint.MUTED);
      }
      sheet.outline(corner, grid.width, grid.height);
    }
    sheet.end();
  }

  private static void draw(Sheet sheet, Cell cell, Spot corner, Grid grid) {
    double middle = corner.x() + grid.width / 2;
    double bottom = corner.y() + grid.height;
    Paint tint = paint(cell.verdict());
    if (tint != Paint.MUTED) {
      double right = corner.x() + grid.width;
      Spot opposite = new Spot(right, bottom);
      sheet.area(
          List.of(corner, new Spot(right, corner.y()), opposite, new Spot(corner.x(), bottom)),
          tint,
          TINT);
    }
    drawMark(sheet, new Spot(middle, bottom - CELL + MARK + 1), cell.verdict());
    Spot below = new Spot(middle, bottom - 3.5);
    if (Double.isFinite(cell.difference())) {
      BigDecimal rounded = new BigDecimal(cell.difference()).round(new MathContext(DIGITS));
      sheet.label(below, Label.of(rounded).signed(rounded.signum()), Anchor.MIDDLE, Paint.INK);
    }
  }

  private static Paint paint(ComparisonVerdict verdict) {
    return switch (verdict) {
      case BETTER -> Paint.BLUE;
      case WORSE -> Paint.VERMILION;
      default -> Paint.MUTED;
    };
  }

  private static void drawMark(Sheet sheet, Spot at, ComparisonVerdict verdict) {
    Paint paint = paint(verdict);
    switch (verdict) {
      case BETTER -> sheet.mark(Marker.TRIANGLE, at, MARK, paint);
      case WORSE -> sheet.mark(Marker.DOWN, at, MARK, paint);
      case NO_DIFFERENCE -> sheet.text(new Spot(at.x(), at.y() + BASE), "=", Anchor.MIDDLE, paint);
      case UNCERTAIN -> sheet.text(new Spot(at.x(), at.y() + BASE), "?", Anchor.MIDDLE, paint);
      case NOT_JUDGED -> sheet.ring(Marker.CIRCLE, at, MARK / 2, paint);
    }
  }

  private List<Legend.Entry> entries() {
    List<String> columns = columns();
    return Stream.of(ComparisonVerdict.values())
        .filter(
            verdict ->
                names.stream()
                    .flatMap(row -> columns.stream().flatMap(c -> cell(row, c).stream()))
                    .anyMatch(cell -> cell.verdict() == verdict))
        .map(
            verdict ->
                new Legend.Entry(
                    verdict.word(),
                    (sheet, from, to) -> drawMark(sheet, Legend.between(from, to), verdict)))
        .toList();
  }
}
