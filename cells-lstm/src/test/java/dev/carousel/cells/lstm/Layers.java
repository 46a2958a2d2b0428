package dev.carousel.cells.lstm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.engine.LayerProgram;
import dev.carousel.engine.ParameterSpec;
import dev.carousel.gradcheck.LayerProblem;
import dev.carousel.random.RandomStreams;
import dev.carousel.spi.Cell;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;

/** Layers of the reference engine, in float64, and what they start from, for tests of cells. */
public final class Layers {
  private static final int INPUTS = 3;
  private static final long SEED = 1997;

  /** It has no threads, and stays open for the layers that it has made. */
  private static final Engine REFERENCE = Engines.reference();

  private Layers() {}

  /** A layer that reads 3 numbers. */
  public static LayerProgram of(Cell cell, int units) {
    return REFERENCE.compile("layer0", cell, INPUTS, units);
  }

  /** A random problem of 2 rows for a layer of {@link #of}. */
  public static LayerProblem problem(LayerProgram layer, int steps) {
    return LayerProblem.random(layer, INPUTS, steps, 2, SEED);
  }

  /** What a parameter of a layer of 50 units starts from. */
  public static Tensor start(Cell cell, String name) {
    ParameterSpec spec =
        of(cell, 50).parameters().stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow();
    Tensor values = spec.zeros(Precision.FLOAT64);
    spec.initializer().fill(values, RandomStreams.stream(1, spec.initializer().streamName(name)));
    return values;
  }

  /** Sets all parameters whose names end so to 0, or to another value. */
  public static void fill(NamedTensors parameters, String end, double value) {
    parameters.names().stream()
        .filter(name -> name.endsWith(end))
        .forEach(name -> parameters.get(name).fill(value));
  }

  /** Asserts the same elements, relative to the largest one; with 0, to the bit. */
  public static void assertClose(Tensor expected, Tensor found, double tolerance) {
    assertEquals(expected.size(), found.size());
    double scale = Arrays.stream(expected.toDoubles()).map(Math::abs).max().orElse(0);
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), found.get(i), tolerance * scale, "element " + i);
    }
  }

  /** {@code 1 / (1 + e^-v)}. */
  public static double sigmoid(double v) {
    return 1 / (1 + Math.exp(-v));
  }
}
