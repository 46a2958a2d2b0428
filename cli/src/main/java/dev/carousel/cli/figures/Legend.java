package dev.carousel.cli.figures;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Which look means what: samples with names, in rows below a chart. Immutable and thread-safe.
 *
 * @param entries in order
 * @param width of the chart, in points
 */
record Legend(List<Entry> entries, double width) {
  private static final double SAMPLE = 22;
  private static final double GAP = 10;
  private static final double MARK = 4.5;
  private static final double MIDDLE = 2.8;

  Legend {
    entries = List.copyOf(entries);
  }

  /**
   * A sample with its name.
   *
   * @param name what it means
   * @param sample how it is drawn, around a spot
   */
  record Entry(String name, Sample sample) {}

  /** Draws a sample. */
  @FunctionalInterface
  interface Sample {
    /**
     * Draws it.
     *
     * @param from its left end
     * @param to its right end
     */
    void draw(Sheet sheet, Spot from, Spot to);
  }

  private record Placed(Entry entry, double x, int row) {}

  /** The entry of a series that is a line with markers. */
  static Entry series(String name, Look look) {
    return new Entry(
        name,
        (sheet, from, to) -> {
          sheet.line(from, to, look.pen());
          sheet.mark(look.marker(), between(from, to), MARK, look.paint());
        });
  }

  static Spot between(Spot from, Spot to) {
    return new Spot((from.x() + to.x()) / 2, (from.y() + to.y()) / 2);
  }

  /** Whether no name is cut off. */
  boolean isWhole() {
    return entries.stream().allMatch(entry -> name(entry).equals(entry.name));
  }

  private String name(Entry entry) {
    return Lettering.cut(entry.name, width - SAMPLE - 2);
  }

  /** In columns of the same width. */
  private List<Placed> placed() {
    double widest =
        entries.stream().mapToDouble(entry -> Lettering.width(name(entry))).max().orElse(0);
    double apart = SAMPLE + widest + GAP;
    int columns = Math.max(1, (int) ((width + GAP) / apart));
    return IntStream.range(0, entries.size())
        .mapToObj(i -> new Placed(entries.get(i), i % columns * apart, i / columns))
        .toList();
  }

  /** How high it is. */
  double height() {
    return (placed().stream().mapToInt(Placed::row).max().orElse(-1) + 1) * Lettering.LINE;
  }

  /** Draws it below a height. */
  void draw(Sheet sheet, double top) {
    for (Placed one : placed()) {
      double base = top + (one.row + 1) * Lettering.LINE - 2;
      Spot from = new Spot(one.x + 1, base - MIDDLE);
      one.entry.sample.draw(sheet, from, new Spot(one.x + SAMPLE - 4, base - MIDDLE));
      sheet.text(new Spot(one.x + SAMPLE, base), name(one.entry), Anchor.START, Paint.INK);
    }
  }
}
