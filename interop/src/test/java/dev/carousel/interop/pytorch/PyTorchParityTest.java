package dev.carousel.interop.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carousel.Engines;
import dev.carousel.engine.Engine;
import dev.carousel.interop.GoldenNetwork;
import dev.carousel.interop.Imported;
import dev.carousel.io.Safetensors;
import dev.carousel.model.NetworkPass;
import dev.carousel.model.NetworkSpec;
import dev.carousel.tensor.NamedTensors;
import dev.carousel.tensor.Tensor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of PyTorch give PyTorch's outputs and gradients. */
class PyTorchParityTest {
  /** In float64, of files in float64. */
  private static final double EXACT = 1e-12;

  /** In float32, of files in float32. */
  private static final double SINGLE = 1e-5;

  private static final double BY_LAG = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lstm-1",
        "lstm-2",
        "lstm-3-both",
        "lstm-1-both",
        "lstm-no-bias",
        "lstm-projected",
        "lstm-projected-both",
        "gru-1",
        "gru-2-both",
        "gru-3",
        "tanh-1",
        "tanh-2",
        "tanh-3-both",
        "relu-2",
        "relu-1-both"
      })
  void outputsAndGradientsAreThoseOfPyTorch(String name) {
    try (Engine reference = Engines.reference();
        Engine single = Engines.scalar(1)) {
      compare(name, ".pt", reference, EXACT);
      compare(name, ".safetensors", single, SINGLE);
    }
  }

  private static void compare(String name, String ending, Engine engine, double tolerance) {
    Golden golden = Golden.of(name);
    Imported imported = Golden.read(name + ending);
    NetworkPass pass = golden.forward(imported, engine);
    GoldenNetwork.requireClose(
        name + ending + " outputs", golden.get("y"), pass.outputs().toDoubles(), tolerance);
    Tensor weights = golden.weights(engine.precision(), pass.outputs().shape());
    NetworkSpec spec = imported.network().spec(golden.shape(imported));
    NamedTensors gradients = PyTorch.stateDict(spec, pass.backward(weights, null));
    int compared = 0;
    for (Map.Entry<String, Tensor> gradient : gradients.asMap().entrySet()) {
      String known = "grad." + foreign(gradient.getKey());
      boolean isShared = gradient.getKey().contains("bias_hh"); // like that of the other bias
      if (golden.names().contains(known)) {
        double[] expected = golden.get(known);
        double[] found = gradient.getValue().toDoubles();
        int from = isShared ? (name.startsWith("gru") ? found.length / 3 * 2 : found.length) : 0;
        GoldenNetwork.requireClose(
            name + ending + " " + gradient.getKey(),
            tail(expected, from),
            tail(found, from),
            tolerance);
        compared++;
      }
    }
    long all = golden.names().stream().filter(each -> each.startsWith("grad.")).count();
    assertEquals(all, compared, name + " has gradients that were not compared");
  }

  private static double[] tail(double[] all, int from) {
    return Arrays.copyOfRange(all, from, all.length);
  }

  /** PyTorch's names in the files: {@code rnn}, {@code embed} and {@code fc}. */
  private static String foreign(String name) {
    return name.replaceFirst("^(lstm|gru|rnn)\\.", "rnn.")
        .replaceFirst("^embedding\\.", "embed.")
        .replaceFirst("^head\\.", "fc.");
  }

  /** For each state and lag, autograd's gradient of a loss at the last step. */
  @Test
  void theGradientThroughTimeIsThatOfAutograd() {
    Golden golden = Golden.of("time");
    Imported imported = Golden.read("time.pt");
    try (Engine engine = Engines.scalar(1)) {
      NetworkPass pass = golden.forward(imported, engine);
      double[][] found = {new double[golden.get("h").length], new double[golden.get("c").length]};
      pass.backward(
          golden.weights(engine.precision(), pass.outputs().shape()),
          gradient -> {
            double[] into = found[gradient.state().equals("h") ? 0 : 1];
            for (int row = 0; row < gradient.rows(); row++) {
              for (int unit = 0; unit < gradient.size(); unit++) {
                int place = (gradient.time() * 3 + gradient.firstRow() + row) * 9 + unit;
                into[place] = gradient.get(row, unit);
              }
            }
          });
      for (int time = 0; time < 60; time++) {
        for (int state = 0; state < 2; state++) {
          int from = time * 27;
          double[] all = golden.get(state == 0 ? "h" : "c");
          GoldenNetwork.requireClose(
              "lag " + (59 - time),
              Arrays.copyOfRange(all, from, from + 27),
              Arrays.copyOfRange(found[state], from, from + 27),
              BY_LAG);
        }
      }
    }
  }

  /** Out by PyTorch's names and in again, nothing changes a bit. */
  @ParameterizedTest
  @ValueSource(strings = {"lstm-2", "lstm-3-both", "lstm-projected", "gru-2-both", "relu-2"})
  void aRoundTripKeepsEveryBit(String name, @TempDir Path folder) throws Exception {
    Golden golden = Golden.of(name);
    Imported imported = Golden.read(name + ".safetensors");
    NamedTensors parameters = imported.parameters();
    parameters.asMap().values().forEach(tensor -> tensor.set(0, -0.0));
    NetworkSpec spec = imported.network().spec(golden.shape(imported));
    Path out = folder.resolve(name + ".safetensors");
    Safetensors.write(out, PyTorch.stateDict(spec, parameters), Map.of());
    Imported again = PyTorch.read(out, Golden.settings(name));
    Path first = folder.resolve("first.safetensors");
    Path second = folder.resolve("second.safetensors");
    Safetensors.write(first, parameters, Map.of());
    Safetensors.write(second, again.parameters(), Map.of());
    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    assertEquals(imported.network().cell(), again.network().cell());
    assertEquals(List.of(), again.ignored());
  }
}
