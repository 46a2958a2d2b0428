package dev.carousel.benchmarks.checks;

import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.error.CarouselException;
import dev.carousel.gradcheck.GradientCheck;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;

/**
 * The gradients of a cell with some options, against finite differences in float64.
 *
 * @param cell with its options
 * @param error the largest relative error; infinite if a gradient is not a number
 * @param worst where it is, and both values
 * @param compared elements compared
 */
record GradientRow(PluginRef cell, double error, String worst, long compared) {
  private static final long SEED = 1;
  private static final int INPUTS = 4;
  private static final int UNITS = 6;
  private static final int STEPS = 7;
  private static final int ROWS = 3;
  private static final double MOVE = 0.2;

  /**
   * Checks random parameters, and those that the cell starts with, each moved at random: some start
   * at a kink, where no difference tells the gradient.
   *
   * @throws CarouselException if the cell cannot have these options
   */
  static GradientRow of(Engine engine, Plugins plugins, PluginRef ref) {
    Cell cell = plugins.cell(ref);
    GradientCheck.Report drawn = GradientCheck.of(engine, ref.toString(), cell, SEED);
    LayerProgram layer = engine.compile(ref.toString(), cell, INPUTS, UNITS);
    GradientCheck.Report started = GradientCheck.of(layer, moved(layer));
    boolean isDrawn = drawn.maxRelativeError() >= started.maxRelativeError();
    return new GradientRow(
        ref,
        Math.max(drawn.maxRelativeError(), started.maxRelativeError()),
        isDrawn ? drawn.worst() : started.worst(),
        drawn.compared() + started.compared());
  }

  private static LayerProblem moved(LayerProgram layer) {
    LayerProblem problem = LayerProblem.initial(layer, INPUTS, STEPS, ROWS, SEED);
    NamedTensors by = LayerProblem.random(layer, INPUTS, STEPS, ROWS, SEED).parameters();
    problem
        .parameters()
        .forEach(
            (name, tensor) -> {
              for (int i = 0; i < tensor.size(); i++) {
                tensor.set(i, tensor.get(i) + MOVE * by.get(name).get(i));
              }
            });
    return problem;
  }

  /** The element with the largest error, without its values. */
  String place() {
    return worst.replaceAll(": engine .*", "");
  }

  boolean passed() {
    return compared > 0 && error <= GradientCheck.TOLERANCE;
  }
}
