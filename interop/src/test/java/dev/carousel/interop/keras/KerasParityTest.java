package dev.carousel.interop.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.interop.GoldenNetwork;
import dev.carousel.interop.Imported;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
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
    assertEquals(golden.shape(imported), imported.network().usual().orElseThrow());
    NetworkPass pass = golden.forward(imported, engine);
    String what = name + ending;
    GoldenNetwork.requireClose(
        what + " outputs", golden.get("y"), pass.outputs().toDoubles(), tolerance);
    Tensor weights = golden.weights(engine.precision(), pass.outputs().shape());
    NamedTensors gradients = pass.backward(weights, null);
    int compared = 0;
    for (String own : golden.gradients()) {
      GoldenNetwork.requireClose(
          what + " " + own, golden.get(own), golden.asKeras(own, gradients), tolerance);
      compared++;
    }
    assertTrue(compared >= 4, what + " has " + compared + " gradients");
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
