package dev.carousel.cli.figures;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Parallel coordinates: a line for each row, through its settings to its result. The best and the
 * worst quarter of the rows stand out. Immutable and thread-safe.
 *
 * @param caption what it shows
 * @param settings the axes, from the left
 * @param result the name of the last axis
 * @param rows the best first
 */
public record ParallelChart(Caption caption, List<Setting> settings, String result, List<Row> rows)
    implements Chart {
  private static final double TOP = 14;
  private static final double HEIGHT = 130;
  private static final double BASE = 2.8;
  private static final double GAP = 4;
  private static final double MARK = 4;
  private static final int MOST_IN_ONE = 2;
  private static final double WIDEST_IN_ONE = 48;
  private static final double MOST_LEFT = 0.22;

  /**
   * An axis.
   *
   * @param name of the setting
   * @param values all that occur, in order
   */
  public record Setting(String name, List<String> values) {
    /** Copies the values. */
    public Setting {
      values = List.copyOf(values);
    }
  }

  /**
   * A line.
   *
   * @param name of the combination of settings
   * @param values one for each axis
   * @param result finite
   */
  public record Row(String name, List<String> values, double result) {
    /** Copies the values. */
    public Row {
      values = List.copyOf(values);
    }
  }

  /** Which rows are drawn alike. */
  private enum Part {
    BEST("best quarter", new Pen(Paint.BLUE, 1.6, Dash.SOLID)),
    MIDDLE("middle half", new Pen(Paint.MUTED, 0.7, Dash.SOLID)),
    WORST("worst quarter", new Pen(Paint.VERMILION, 1, Dash.DASHED));

    private final String title;
    private final Pen pen;

    Part(String title, Pen pen) {
      this.title = title;
      this.pen = pen;
    }

    /** The part of the i-th row of so many. */
    static Part of(int i, int rows) {
      if (i < (rows + 3) / 4) {
        return BEST;
      }
      return i >= rows - rows / 4 ? WORST : MIDDLE;
    }
  }

  /** Copies the lists. */
  public ParallelChart {
    settings = List.copyOf(settings);
    rows = List.copyOf(rows);
    if (rows.isEmpty() || settings.isEmpty()) {
      throw new IllegalArgumentException(rows.size() + " rows of " + settings.size());
    }
  }

  @Override
  public List<List<Object>> table() {
    List<List<Object>> table = new ArrayList<>();
    List<Object> head = new ArrayList<>(settings.stream().map(Setting::name).toList());
    head.add(result);
    table.add(head);
    for (Row row : rows) {
      List<Object> cells = new ArrayList<>(row.values());
      cells.add(row.result());
      table.add(cells);
    }
    return table;
  }

  private Column column() {
    boolean fits =
        settings.stream()
            .flatMap(setting -> setting.values().stream())
            .allMatch(value -> Lettering.width(value) <= WIDEST_IN_ONE);
    return fits && settings.size() <= MOST_IN_ONE ? Column.ONE : Column.TWO;
  }

  private List<Coordinate> coordinates() {
    List<Coordinate> all = new ArrayList<>();
    settings.forEach(
        setting -> all.add(Coordinate.of(setting.name(), setting.values(), TOP + HEIGHT, TOP)));
    Scale scale = Scale.around(rows.stream().map(Row::result), Coordinate.WIDE);
    all.add(Coordinate.of(result, new Axis(scale, TOP + HEIGHT, TOP)));
    return all;
  }

  @Override
  public String svg() {
    List<Coordinate> all = coordinates();
    double width = column().width();
    double left = all.get(0).width(MOST_LEFT * width) + 2 * GAP;
    double right = width - all.get(all.size() - 1).width(width) - 2 * GAP;
    double apart = (right - left) / settings.size();
    List<Double> places =
        IntStream.rangeClosed(0, settings.size()).mapToObj(i -> left + i * apart).toList();
    Legend legend = new Legend(entries(), width);
    double below = TOP + HEIGHT + 2 * GAP;
    Sheet sheet = new Sheet(column(), below + legend.height() + 1, caption);
    for (int i = rows.size() - 1; i >= 0; i--) { // the best one upon the others
      draw(sheet, i, places, all);
    }
    for (int i = 0; i < all.size(); i++) {
      double room = i == 0 ? MOST_LEFT * width : apart - 4 * GAP;
      drawAxis(sheet, i, places.get(i), all.get(i), room);
    }
    drawNames(sheet, places, all, apart);
    legend.draw(sheet, below);
    return sheet.svg();
  }

  private List<Legend.Entry> entries() {
    return Stream.of(Part.values())
        .filter(
            part -> IntStream.range(0, rows.size()).anyMatch(i -> Part.of(i, rows.size()) == part))
        .map(
            part ->
                new Legend.Entry(part.title, (sheet, from, to) -> sheet.line(from, to, part.pen)))
        .toList();
  }

  private void draw(Sheet sheet, int i, List<Double> places, List<Coordinate> all) {
    Row row = rows.get(i);
    List<Spot> spots = new ArrayList<>();
    for (int axis = 0; axis < settings.size(); axis++) {
      spots.add(new Spot(places.get(axis), all.get(axis).position(row.values().get(axis))));
    }
    int last = settings.size();
    spots.add(new Spot(places.get(last), all.get(last).position(row.result())));
    sheet.begin(row.name());
    sheet.path(spots, Part.of(i, rows.size()).pen);
    if (i == 0) {
      spots.forEach(spot -> sheet.mark(Marker.CIRCLE, spot, MARK, Paint.BLUE));
    }
    sheet.end();
  }

  /** The labels of the last axis stand on its right, those of the others on the left. */
  private void drawAxis(Sheet sheet, int i, double x, Coordinate axis, double room) {
    sheet.line(new Spot(x, TOP), new Spot(x, TOP + HEIGHT), Pen.hair(Paint.INK));
    boolean isLast = i == settings.size();
    for (Coordinate.Place place : axis.places(room)) {
      double y = place.y() + BASE - (place.lines().size() - 1) * Lettering.LINE / 2;
      for (Label line : place.lines()) {
        Spot at = new Spot(isLast ? x + GAP : x - GAP, y);
        sheet.labelOnLines(at, line, isLast ? Anchor.START : Anchor.END, Paint.INK);
        y += Lettering.LINE;
      }
    }
  }

  private void drawNames(Sheet sheet, List<Double> places, List<Coordinate> all, double apart) {
    double width = column().width();
    for (int i = 0; i < places.size(); i++) {
      String name = Lettering.cut(all.get(i).name(), apart - GAP);
      double half = Lettering.width(name) / 2;
      double x = Math.max(half, Math.min(width - half, places.get(i)));
      sheet.text(new Spot(x, TOP - 2 * GAP + 2), name, Anchor.MIDDLE, Paint.INK);
    }
  }
}
