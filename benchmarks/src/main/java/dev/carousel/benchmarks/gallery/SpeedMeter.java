package dev.carousel.benchmarks.gallery;

import dev.carousel.bench.LayerBenchmark.Training;
import dev.carousel.benchmarks.cells.Shape;
import dev.carousel.engine.Engine;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import java.util.List;

/** Times the training of a cell, as {@code benchmarks/cells} does. */
final class SpeedMeter implements CellMeter {
  /** The first word of the names of its figures. */
  static final String FIGURE = "speed";

  /** Threads that share the work. */
  static final int THREADS = 2;

  /** A batch of several sequences. */
  static final Shape LARGE = new Shape(64, 100, Gallery.INPUTS, Gallery.UNITS);

  /** One long sequence. */
  static final Shape SINGLE = new Shape(1, 1000, Gallery.INPUTS, Gallery.UNITS);

  private static final String REFERENCE = "lstm";

  private final Engine engine;
  private final Plugins plugins;
  private final double seconds;

  SpeedMeter(Engine engine, Plugins plugins, double seconds) {
    this.engine = engine;
    this.plugins = plugins;
    this.seconds = seconds;
  }

  /** The name of the figure at a size, in steps a second. */
  static String figure(Shape shape) {
    return FIGURE + " " + shape;
  }

  /** Whether cells were timed: none needs to be, but if one is, all are. */
  static boolean isMeasured(MeasuredFigures measured) {
    return measured.hasAny(FIGURE);
  }

  /** How many times as fast as the LSTM a cell is. */
  static double times(MeasuredFigures measured, String cell, Shape shape) {
    return measured.number(cell, figure(shape)) / measured.number(REFERENCE, figure(shape));
  }

  @Override
  public void measure(String cell, MeasuredFigures into) {
    into.removeAll(cell, FIGURE);
    for (Shape shape : List.of(LARGE, SINGLE)) {
      Training training =
          shape.benchmark(seconds).training(engine, cell, plugins.cell(PluginRef.parse(cell)));
      into.put(cell, figure(shape), stepsPerSecond(shape, training.millis()));
    }
  }

  /** The steps of one sequence in a second, if all of them take so long. */
  static double stepsPerSecond(Shape shape, double millis) {
    return 1000.0 * shape.steps() / millis;
  }
}
