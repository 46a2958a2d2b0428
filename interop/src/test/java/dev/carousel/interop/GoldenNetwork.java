package dev.carousel.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.Precision;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;

/**
 * Numbers that another framework computed with a network: it read {@code x}, {@code [T, B]} or
 * {@code [T, B, I]}, made the outputs {@code y}, and its loss was their sum, each times a weight of
 * {@code w}.
 */
public abstract class GoldenNetwork {
  /** An array by its name. */
  public abstract double[] get(String name);

  /** Its extents. */
  public abstract int[] shapeOf(String name);

  /** Whether the network reads symbols. */
  public final boolean isSymbols() {
    return shapeOf("x").length == 2;
  }

  /** What the network reads and predicts. */
  public final DataShape shape(Imported imported) {
    return new DataShape(
        isSymbols(),
        imported.network().inputs(),
        false,
        imported.network().outputs(),
        Moment.EVERY_STEP);
  }

  /** A pass over {@code x}. */
  public final NetworkPass forward(Imported imported, Engine engine) {
    Plugins plugins = Plugins.of(PluginDiscovery.onClassPath());
    NetworkSpec spec = imported.network().spec(shape(imported)).from(plugins);
    Network network = Network.compile(engine, spec);
    return network
        .bind(network.adopt(imported.parameters()))
        .forward(chunk(imported), Carry.zero());
  }

  private Chunk chunk(Imported imported) {
    int steps = shapeOf("x")[0];
    int rows = shapeOf("x")[1];
    int features = imported.network().inputs();
    double[] x = get("x");
    int[] ids = Arrays.stream(x).mapToInt(value -> (int) value).toArray();
    float[] numbers = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      numbers[i] = (float) x[i];
    }
    Inputs inputs =
        isSymbols()
            ? new Inputs.Symbols(steps, rows, features, ids)
            : new Inputs.Values(steps, rows, features, numbers);
    int outputs = imported.network().outputs();
    float[] none = new float[steps * rows * outputs];
    return new Chunk(
        inputs, new Targets.Values(Moment.EVERY_STEP, outputs, none), Chunk.allFresh(rows));
  }

  /** The gradient of the loss by the outputs; {@code w} may be of the last steps alone. */
  public final Tensor weights(Precision precision, int... shape) {
    Tensor weights = precision.zeros(shape);
    double[] w = get("w");
    for (int i = 0; i < w.length; i++) {
      weights.set(i + weights.size() - w.length, w[i]);
    }
    return weights;
  }

  /**
   * Fails if numbers differ.
   *
   * @param most the largest difference that is allowed, relative to the largest element
   */
  public static void requireClose(String what, double[] expected, double[] found, double most) {
    assertEquals(expected.length, found.length, what);
    double largest = 0;
    double difference = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i]));
      double own = Math.abs(expected[i] - found[i]);
      difference = own <= difference ? difference : own; // NaN is a difference
    }
    assertTrue(difference <= most * largest, what + " differs by " + difference / largest);
  }
}
