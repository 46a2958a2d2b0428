package dev.carousel.internal.engine.reference;

import dev.carousel.internal.graph.Node;
import dev.carousel.spi.GradientPath;
import dev.carousel.spi.StateGradient;

/** One row's gradient of one state. */
record RowGradient(String layer, Node.Shown shown, int time, int firstRow, double[] values)
    implements StateGradient {
  @Override
  public String state() {
    return shown.name();
  }

  @Override
  public GradientPath path() {
    return shown.path();
  }

  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public double get(int row, int unit) {
    return values[unit];
  }

  @Override
  public void set(int row, int unit, double value) {
    values[unit] = value;
  }
}
