package dev.carousel.interop.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.data.Chunk;
import dev.carousel.data.DataShape;
import dev.carousel.data.Inputs;
import dev.carousel.data.Targets;
import dev.carousel.data.Targets.Moment;
import dev.carousel.engine.Engine;
import dev.carousel.interop.Imported;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.Plugins;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of Keras give the outputs and gradients of Keras' equations. */
class KerasParityTest {
  /** In float64, of archives in float64. */
  private static final double EXACT = 1e-12;

  /** In float32, of HDF5 in float32. */
  private static final double SINGLE = 1e-5;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm-1",
        "lstm-2",
        "lstm-3-both",
        "lstm-1-both",
        "lstm-no-bias",
        "lstm-sizes",
        "gru-1",
        "gru-2-both",
        "gru-3",
        "before-1",
        "before-2-both",
        "before-3",
        "tanh-1",
        "tanh-2",
        "tanh-3-both",
        "relu-2",
        "relu-1-both"
      })
  void outputsAndGradientsAreThoseOfKeras(String name) {
    try (Engine reference = Engines.reference();
        Engine single = Engines.scalar(1)) {
      compare(name, ".keras", reference, EXACT);
      compare(name, ".h5", single, SINGLE);
    }
  }

  private static void compare(String name, String ending, Engine engine, double tolerance) {
    KerasGolden golden = KerasGolden.of(name);
    Imported imported = KerasGolden.read(name + ending);
    DataShape shape =
        new DataShape(
            golden.isSymbols(),
            imported.network().inputs(),
            false,
            imported.network().outputs(),
            Moment.EVERY_STEP);
    assertEquals(shape, imported.network().usual().orElseThrow());
    NetworkSpec spec =
        imported.network().spec(shape).from(Plugins.of(PluginDiscovery.onClassPath()));
    Network network = Network.compile(engine, spec);
    NetworkPass pass =
        network
            .bind(network.adopt(imported.parameters()))
            .forward(chunk(golden, imported), Carry.zero());
    String what = name + ending;
    requireClose(what + " outputs", golden.get("y"), pass.outputs().toDoubles(), tolerance);
    Tensor weights = engine.precision().zeros(pass.outputs().shape());
    double[] w = golden.get("w");
    for (int i = 0; i < w.length; i++) {
      weights.set(i, w[i]);
    }
    NamedTensors gradients = pass.backward(weights, null);
    int compared = 0;
    for (String own : golden.gradients()) {
      requireClose(what + " " + own, golden.get(own), golden.asKeras(own, gradients), tolerance);
      compared++;
    }
    assertTrue(compared >= 4, what + " has " + compared + " gradients");
  }

  private static Chunk chunk(KerasGolden golden, Imported imported) {
    int steps = golden.shapeOf("x")[0];
    int rows = golden.shapeOf("x")[1];
    int features = imported.network().inputs();
    double[] x = golden.get("x");
    int[] ids = Arrays.stream(x).mapToInt(value -> (int) value).toArray();
    float[] numbers = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      numbers[i] = (float) x[i];
    }
    Inputs inputs =
        golden.isSymbols()
            ? new Inputs.Symbols(steps, rows, features, ids)
            : new Inputs.Values(steps, rows, features, numbers);
    int outputs = imported.network().outputs();
    float[] none = new float[steps * rows * outputs];
    return new Chunk(
        inputs, new Targets.Values(Moment.EVERY_STEP, outputs, none), Chunk.allFresh(rows));
  }

  private static void requireClose(String what, double[] expected, double[] found, double most) {
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

  /** Every gradient that Carousel has is compared: names without one would be new parts. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm-2", "gru-2-both", "before-3", "relu-1-both"})
  void everyParameterComesFromTheFile(String name) {
    KerasGolden golden = KerasGolden.of(name);
    Imported imported = KerasGolden.read(name + ".keras");
    NamedTensors parameters = imported.parameters();
    long elements = 0;
    for (String own : golden.gradients()) {
      elements += golden.get(own).length;
    }
    long twice = name.startsWith("gru") ? golden.sharedBiases() : 0;
    assertEquals(elements - twice, parameters.elements());
    List<String> dropouts =
        imported.ignored().stream().filter(ignored -> ignored.contains("Dropout")).toList();
    assertEquals(imported.network().layers() - 1, dropouts.size());
  }
}
