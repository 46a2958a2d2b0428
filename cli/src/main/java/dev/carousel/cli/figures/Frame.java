package dev.carousel.cli.figures;

import java.util.List;

/**
 * The axes around a plot: numbers along the bottom and the left, names below and above. Immutable
 * and thread-safe.
 *
 * @param x the axis along the bottom
 * @param y the axis along the left; from the bottom to the top
 */
record Frame(Axis x, Axis y) {
  /** Room above the plot, for the name of the axis. */
  static final double ABOVE = 16;

  /** Room below the plot, for numbers and the name of the axis. */
  static final double BELOW = 26;

  /** Room on the right of the plot, for half of a number. */
  static final double RIGHT = 16;

  private static final double TICK = 3;
  private static final double BASE = 2.8;

  /** How much room numbers on the left take. */
  static double left(List<Tick> ticks) {
    return ticks.stream().mapToDouble(tick -> tick.label().width()).max().orElse(0) + 2 * TICK + 1;
  }

  /** Draws lines at the numbers on the left, and both axes. */
  void draw(Sheet sheet, String xName, String yName) {
    for (Tick tick : y.upward()) {
      double at = y.position(tick.value());
      sheet.line(new Spot(x.from(), at), new Spot(x.to(), at), Pen.hair(Paint.GRID));
      Spot end = new Spot(x.from() - TICK, at + BASE);
      sheet.label(end, tick.label(), Anchor.END, Paint.INK);
    }
    sheet.text(new Spot(0, y.to() - ABOVE / 2), yName, Anchor.START, Paint.INK);
    drawBottom(sheet, xName);
  }

  /** Draws the axis along the bottom. */
  void drawBottom(Sheet sheet, String name) {
    double bottom = y.from();
    sheet.line(new Spot(x.from(), bottom), new Spot(x.to(), bottom), Pen.hair(Paint.INK));
    for (Tick tick : x.across()) {
      double at = x.position(tick.value());
      sheet.line(new Spot(at, bottom), new Spot(at, bottom + TICK), Pen.hair(Paint.INK));
      Spot below = new Spot(at, bottom + TICK + Lettering.SIZE);
      sheet.label(below, tick.label(), Anchor.MIDDLE, Paint.INK);
    }
    Spot middle = new Spot((x.from() + x.to()) / 2, bottom + BELOW - BASE);
    sheet.text(middle, name, Anchor.MIDDLE, Paint.INK);
  }
}
