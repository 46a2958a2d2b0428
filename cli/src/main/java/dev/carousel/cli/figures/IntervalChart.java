package dev.carousel.cli.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows of names with their values as dots, and the mean of them with its interval. Immutable and
 * thread-safe.
 *
 * @param caption what it shows
 * @param names of what the figures are
 * @param rows from the top
 */
public record IntervalChart(Caption caption, Names names, List<Row> rows) implements Chart {
  private static final double WIDE = 50;
  private static final double MOST_BEYOND = 0.5;
  private static final double MOST_NAMES = 0.46;
  private static final int MOST_LINES = 3;
  private static final double DOT = 3.4;
  private static final double MEAN = 5.6;
  private static final double END = 2;
  private static final double ROW_GAP = 5;
  private static final double BASE = 2.8;
  private static final double GAP = 8;
  private static final Pen INTERVAL = new Pen(Paint.BLUE, Pen.SERIES, Dash.SOLID);

  /**
   * What figures are called.
   *
   * @param row what a row is, such as "setting"
   * @param value what is measured, with its unit
   * @param dot what a dot is, such as "seed"
   */
  public record Names(String row, String value, String dot) {}

  /**
   * A row.
   *
   * @param name in the first lines
   * @param note below it; may be empty
   * @param mean of the dots; NaN if there is none
   * @param low the lower end of its interval; NaN if there is none
   * @param high the upper end
   * @param dots the values; those that are not finite are not drawn
   */
  public record Row(
      String name, String note, double mean, double low, double high, List<Dot> dots) {
    /** Copies the dots. */
    public Row {
      dots = List.copyOf(dots);
    }
  }

  /**
   * A value.
   *
   * @param name which of them
   * @param value it
   */
  public record Dot(String name, double value) {}

  /** Copies the rows. */
  public IntervalChart {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("no rows");
    }
  }

  @Override
  public List<List<Object>> table() {
    List<List<Object>> table = new ArrayList<>();
    table.add(List.of(names.row(), names.dot(), names.value(), "low95", "high95"));
    for (Row row : rows) {
      table.add(List.of(row.name(), "mean", row.mean(), row.low(), row.high()));
      row.dots().forEach(dot -> table.add(List.of(row.name(), dot.name(), dot.value(), "", "")));
    }
    return table;
  }

  /** The name and the note of a row, in lines. */
  private record Lines(List<String> name, List<String> note) {
    static Lines of(Row row, double room) {
      return new Lines(
          Lettering.lines(row.name(), room, MOST_LINES),
          row.note().isEmpty() ? List.of() : List.of(Lettering.cut(row.note(), room)));
    }

    double width() {
      return Math.max(Lettering.widest(name), Lettering.widest(note));
    }

    double height() {
      return (name.size() + note.size()) * Lettering.LINE + ROW_GAP;
    }

    void draw(Sheet sheet, double top) {
      double base = top + ROW_GAP / 2 + Lettering.LINE / 2 + BASE;
      for (String line : name) {
        sheet.text(new Spot(0, base), line, Anchor.START, Paint.INK);
        base += Lettering.LINE;
      }
      for (String line : note) {
        sheet.text(new Spot(0, base), line, Anchor.START, Paint.MUTED);
      }
    }
  }

  /** Two columns, unless every name has room on a line in one. */
  private Column column() {
    double room = MOST_NAMES * Column.ONE.width();
    return rows.stream().allMatch(row -> Lettering.width(row.name()) <= room)
        ? Column.ONE
        : Column.TWO;
  }

  private Scale scale() {
    Stream<Double> drawn =
        rows.stream()
            .flatMap(
                row -> Stream.concat(row.dots().stream().map(Dot::value), Stream.of(row.mean())));
    return Scale.around(drawn, WIDE)
        .extended(rows.stream().flatMap(row -> Stream.of(row.low(), row.high())), MOST_BEYOND);
  }

  private List<Legend.Entry> entries() {
    boolean hasIntervals =
        rows.stream().anyMatch(row -> Double.isFinite(row.low()) && Double.isFinite(row.high()));
    Legend.Entry dot =
        new Legend.Entry(
            "each " + names.dot(),
            (sheet, from, to) ->
                sheet.ring(Marker.CIRCLE, Legend.between(from, to), DOT, Paint.MUTED));
    Legend.Entry mean =
        new Legend.Entry(
            hasIntervals ? "mean with 95 % interval" : "mean",
            (sheet, from, to) -> {
              if (hasIntervals) {
                sheet.line(from, to, INTERVAL);
                drawEnd(sheet, from);
                drawEnd(sheet, to);
              }
              sheet.mark(Marker.DIAMOND, Legend.between(from, to), MEAN, Paint.BLUE);
            });
    return List.of(dot, mean);
  }

  @Override
  public String svg() {
    Column column = column();
    List<Lines> lines =
        rows.stream().map(row -> Lines.of(row, MOST_NAMES * column.width())).toList();
    double left = lines.stream().mapToDouble(Lines::width).max().orElse(0) + GAP;
    double bottom = lines.stream().mapToDouble(Lines::height).sum() + ROW_GAP / 2;
    Axis x = new Axis(scale(), left, column.width() - Frame.RIGHT);
    Legend legend = new Legend(entries(), column.width());
    double below = bottom + Frame.BELOW + 3;
    Sheet sheet = new Sheet(column, below + legend.height() + 1, caption);
    drawGrid(sheet, x, bottom);
    new Frame(x, new Axis(Scale.linear(0, 1), bottom, 0)).drawBottom(sheet, names.value());
    double top = ROW_GAP / 2;
    for (int i = 0; i < rows.size(); i++) {
      sheet.begin(rows.get(i).name());
      lines.get(i).draw(sheet, top);
      draw(sheet, rows.get(i), x, top + lines.get(i).height() / 2);
      sheet.end();
      top += lines.get(i).height();
    }
    legend.draw(sheet, below);
    return sheet.svg();
  }

  private static void drawGrid(Sheet sheet, Axis x, double bottom) {
    for (Tick tick : x.across()) {
      double at = x.position(tick.value());
      sheet.line(new Spot(at, 0), new Spot(at, bottom), Pen.hair(Paint.GRID));
    }
  }

  private static void draw(Sheet sheet, Row row, Axis x, double y) {
    if (x.scale().isPossible(row.high()) && row.low() <= row.high()) {
      Spot from = new Spot(x.position(row.low()), y);
      sheet.line(from, new Spot(x.position(row.high()), y), INTERVAL);
      Stream.of(row.low(), row.high())
          .filter(end -> x.scale().low() <= end && end <= x.scale().high())
          .forEach(end -> drawEnd(sheet, new Spot(x.position(end), y)));
    }
    row.dots().stream()
        .filter(dot -> x.scale().isPossible(dot.value()))
        .sorted(Comparator.comparing(Dot::value))
        .forEach(
            dot ->
                sheet.ring(Marker.CIRCLE, new Spot(x.position(dot.value()), y), DOT, Paint.MUTED));
    if (x.scale().isPossible(row.mean())) {
      sheet.mark(Marker.DIAMOND, new Spot(x.position(row.mean()), y), MEAN, Paint.BLUE);
    }
  }

  /** A stroke at the end of an interval; one that goes on beyond the axis has none. */
  private static void drawEnd(Sheet sheet, Spot at) {
    sheet.line(new Spot(at.x(), at.y() - END), new Spot(at.x(), at.y() + END), INTERVAL);
  }
}
